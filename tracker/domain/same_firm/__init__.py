"""Whether two names are one firm's: keys, candidates and what was settled."""
