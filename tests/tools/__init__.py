"""Programs to run by hand: benchmarks, crash and load trials, fuzzing, screenshots, a moved clock."""
