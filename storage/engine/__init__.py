"""How the store reaches its database engine: transactions, column types, pipelined and bulk statements."""
