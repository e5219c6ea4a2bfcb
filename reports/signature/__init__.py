"""The signature in a report's file: one changed letter shows in any reader."""
