from deploy.bench.memory import Memory

ROLLUP = """\
55d0c8a00000-7ffd2b1f2000 ---p 00000000 00:00 0                          [rollup]
Rss:               92160 kB
Pss:               61440 kB
Pss_Dirty:         50000 kB
Shared_Clean:      30720 kB
"""


class TestMemory:
    def test_is_read_in_megabytes_from_what_the_kernel_counts(self):
        assert Memory.read(ROLLUP) == Memory(rss=90.0, pss=60.0)
