"""Every background job, by name."""

from collections.abc import Mapping

from mandate.plans.compiling import compile_plan
from mandate.plans.uploads import COMPILE_JOB
from mandate.platform.jobs import Work

JOBS: Mapping[str, Work] = {COMPILE_JOB: compile_plan}
