"""Small projects of clients: what their compilers and generators read, and the programs themselves."""
