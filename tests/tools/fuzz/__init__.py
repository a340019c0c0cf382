"""Every reader over inputs nobody would send: read, or refused in words; never anything else."""
