"""The map of a chain: who stands where, what is made, fed and lacking."""
