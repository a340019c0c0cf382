"""What is answered, how long it takes, and which habits go with it: counted, drawn and said in words."""
