"""One result under other decisions: what its answers amount to there, and going on from them."""
