"""Two entries of one firm become one, and two again."""
