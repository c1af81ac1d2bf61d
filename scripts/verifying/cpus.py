"""CPUs that this machine's can be held to, so that what is verified here holds on others."""

import platform

# XLA, OpenBLAS and NumPy each choose instructions by what they find; NumPy's names are those of
# 2.4.
HELD = {
    "AVX2": {
        "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",
        "OPENBLAS_CORETYPE": "Haswell",
        "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
    },
    "AVX": {  # without fused multiply-add
        "XLA_FLAGS": "--xla_cpu_max_isa=AVX",
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    },
}
NAMES = ("default", *HELD)


def variables(name):
    """The environment that holds a process to a CPU; ValueError where this machine cannot."""
    if name == "default":
        return {}
    if name not in HELD:
        raise ValueError(f"no CPU is called {name!r}; there are {', '.join(NAMES)}")
    if platform.machine() not in ("x86_64", "AMD64"):
        raise ValueError(f"only an x86-64 machine can be held to {name}")
    return HELD[name]
