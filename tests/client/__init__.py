"""A browser without a browser: asks for pages, checks each one, fills in its forms."""
