"""How much an untrusted file may cost, and how the child process binds itself to it."""

import sys

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Caps for one file: bytes on disk, bytes unpacked, rows with content, memory, processor and silence in seconds.

    ``ratio`` is the greatest unpacked/packed quotient of a container above 32 MiB unpacked (deflate can reach 1032).
    """

    file_bytes: int = 64 * MIB
    unpacked_bytes: int = 1024 * MIB
    ratio: int = 250
    rows: int = 1_000_000
    memory_bytes: int = 1536 * MIB
    cpu_seconds: int = 60
    silence_seconds: float = 90.0


if sys.platform == "win32":

    def bind_process(limits: Limits) -> None:
        """Put this process into a job object that ends it beyond the memory or processor limit."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("Basic", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        process_time, active_process, die_on_exception, process_memory = 0x2, 0x8, 0x400, 0x100
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        wanted = Extended()
        wanted.Basic.LimitFlags = process_time | active_process | die_on_exception | process_memory
        wanted.Basic.PerProcessUserTimeLimit = limits.cpu_seconds * 10_000_000  # in 100 ns
        wanted.Basic.ActiveProcessLimit = 1
        wanted.ProcessMemoryLimit = limits.memory_bytes
        # A refusal leaves the watchdog of the parent; it must not keep a clerk from reading a file.
        if job and kernel.SetInformationJobObject(job, 9, ctypes.byref(wanted), ctypes.sizeof(wanted)):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:

    def bind_process(limits: Limits) -> None:
        """Bound address space and processor time; forbid writing files and core dumps, which would hold personal data."""
        import resource

        wanted = (
            (resource.RLIMIT_AS, limits.memory_bytes, 0),
            (resource.RLIMIT_CPU, limits.cpu_seconds, 2),  # SIGXCPU first, which tells the cause
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
        )
        for name, soft, more in wanted:
            hard = resource.getrlimit(name)[1]
            highest = soft + more if hard == resource.RLIM_INFINITY else min(soft + more, hard)
            try:
                resource.setrlimit(name, (min(soft, highest), highest))
            except (OSError, ValueError):  # macOS knows no address space limit; the other bounds still hold
                continue
