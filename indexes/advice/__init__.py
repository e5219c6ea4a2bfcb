"""Documents that say what a step is good for, for whom, and at what price. Pure."""
