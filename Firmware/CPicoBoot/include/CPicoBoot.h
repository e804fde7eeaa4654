/* The second stage of the start has no interface: it is linked in before everything else. */
