"""The rules: rows in TOML where a rule is a row, a function with its sentence where it is arithmetic."""
