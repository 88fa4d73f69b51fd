"""The synthetic office: invented lives of invented firms, every one of them named 示例."""
