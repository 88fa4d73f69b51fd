"""The office: accounts, settings, clocks, holidays, zones."""
