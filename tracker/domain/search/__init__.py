"""Keys and indexes by which firms and projects are found, kept with every write."""
