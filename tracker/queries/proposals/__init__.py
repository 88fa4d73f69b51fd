"""Which firms the rules propose for a link."""
