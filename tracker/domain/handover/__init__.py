"""Work that goes from one person to others."""
