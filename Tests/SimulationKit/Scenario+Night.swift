extension Scenario {
    /// A night at the hotline as it was recorded: eleven calls of all kinds on two lines, two workers, an
    /// outage, a power cut and a panic.
    ///
    /// A call that is missed rang to the end of its last ring, one that was answered until then: four
    /// rings are 16 s or 15 s.
    public static let night = """
        at 0s power on
        # 1: nobody spoke; 10 s
        at 10m line 1 rings 3 talks 1m · at 15m desk keys 100135790 · at 15m10s desk keys 31
        # 2: a test of the line, nobody answered; 16 s
        at 20m line 2 rings 4 · at 21m desk keys 35 · at 22m desk down
        # 3: advice, logged while it goes on; 5 s
        at 30m line 1 rings 2 talks 5m · at 31m desk keys 100135790 · at 31m10s desk keys 2h
        at 38m desk down
        # 4 and 5: both lines at once, logged by the other worker, the second one first: abusive, and a wrong
        # number; 10 s and 15 s
        at 40m line 1 rings 3 talks 6m · at 40m2s line 2 rings 4 talks 3m
        at 50m desk keys 207246801 · at 50m10s desk keys 34 · at 50m20s desk keys 32
        at 52m desk down
        at 60m link down
        # 6: a report, the full intake during the call; 10 s
        at 61m line 1 rings 3 talks 8m · at 62m desk keys 207246801
        at 62m10s desk keys 142111h2 · at 63m desk keys 12h · at 63m10s desk keys h
        # 7: the caller hung up after three seconds; 0 s
        at 80m line 2 rings 1 talks 3s · at 81m desk keys 207246801 · at 81m10s desk keys 33
        at 82m desk down
        # 8: the power is cut in the middle of it, and of an intake; 5 s of ringing are lost with it
        at 90m line 1 rings 2 talks 20m · at 91m desk keys 207246801
        at 91m10s desk keys 1411 · at 92m desk keys 21 · at 95m power off · at 97m power on
        # 9: a call from the desk
        at 115m line 2 calls out for 2m
        at 120m panic pressed for 300ms · within 1s expect incident alarm
        within 30s expect condition panic.not-delivered
        at 121m desk keys 100135790 · at 121m10s desk keys 431 · within 5s expect accepted
        # 8 was something else, and is logged for the colleague
        at 123m desk keys 42207 · at 123m10s desk keys 36 · at 125m reset · at 126m desk down
        # 10 and 11: nobody logs them; 36 s and 5 s
        at 130m line 1 rings 8 · at 140m line 2 rings 2 talks 1m
        at 150m expect 2 open
        at 160m link up · at 170m desk keys 100135790
        at 170m10s desk keys 444h
        within 10s expect 0 open
        at 12h expect 11 calls
        """
}
