"""What every test shares: Hypothesis takes the time it needs, however slow the computer is."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For `tests.tools.mutation`: whether a test fails is all it asks, so no failure is made small or explained.
settings.register_profile(
    "first_failure", settings.get_profile("patient"), phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("patient")
