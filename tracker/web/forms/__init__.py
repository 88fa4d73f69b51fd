"""What people type: fields and forms that the pages share."""
