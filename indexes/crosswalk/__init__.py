"""Documents that say what an answer under one index tells under another. Pure."""
