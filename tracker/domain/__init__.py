"""What the tracker knows: the nouns of the work and their rules, free of the web."""
