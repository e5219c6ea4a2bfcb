"""The city's agency: what all who agreed to be counted come to, and never one of them."""
