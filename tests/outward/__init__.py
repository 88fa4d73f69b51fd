"""What leaves the house, tried against receivers of our own."""
