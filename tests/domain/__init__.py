"""What the tracker knows, act by act, without the web."""
