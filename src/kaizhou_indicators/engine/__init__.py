"""Engine: plans, derivations on single values and tables, comparisons with baselines, explanations."""
