/// What each input does at each place of the dialogue (F18).
///
/// The first column names inputs: the keys, `^` handset lifted, `v` hung up, `.` the voice ended,
/// `,` the end of an earlier utterance comes late, `t` the voice never ends, `~` the voice has ended
/// and nobody does anything until the next deadline, `S` stored, `N` not stored, `i` and `I` intake
/// impossible and possible again, `!` the key 1 while intake is impossible, `%` the key `#` out of
/// habit, at once after a digit that was taken. The second column names the effects: `k` key tone,
/// `e` error tone, `s` something is said, `r` and `u` an ordinary or urgent record is submitted, `x`
/// the visit has ended, `-` none. The third names the place after it.
///
/// Where a key or hanging up meets a voice that speaks, `hush` comes before all of these; the test
/// adds it. What is done for power cuts has a test of its own. `leave` and `hang` are the two ways
/// out, see ``VisitTableTests``; `quiet` is the same place or, after the third silence, the pause;
/// `send` submits what is read back. `next` and `previous` are the neighbours of a question, `same`
/// is the place itself.
enum VisitTable {
    static let rows = """
        idle            0123456789*#!%v.,t~SNiI   -    idle
        idle            ^                       s    language

        over            0123456789*#!%          es   over
        over            v                       -    idle
        over            ^.,t~SNiI               -    over

        language        1234                    ks   danger
        language        !                       ks   refusal
        language        0*                      ks   language
        language        5678#%                  es   language
        language        9                       leave
        language        v                       hang
        language        ~                       quiet
        language        ^.,tSNiI                -    language

        refusal         0                       ks   refusal
        refusal         *                       ks   language
        refusal         9#%                     leave
        refusal         12345678!               es   refusal
        refusal         v                       hang
        refusal         ~                       quiet
        refusal         I                       s    danger
        refusal         ^.,tSNi                 -    refusal

        danger          1!                      ks   offer
        danger          23                      ks   procedure
        danger          0%                      ks   danger
        danger          *                       ks   language
        danger          45678#                  es   danger
        danger          9                       leave
        danger          v                       hang
        danger          ~                       quiet
        danger          i                       s    refusal
        danger          ^.,tSNI                 -    danger

        offer           1!                      ksu  storing
        offer           2                       ks   procedure
        offer           0%                      ks   offer
        offer           *                       ks   danger
        offer           345678#                 es   offer
        offer           9                       leave
        offer           v                       hang
        offer           ~                       quiet
        offer           i                       s    refusal
        offer           ^.,tSNI                 -    offer

        procedure       #                       ks   personal-data
        procedure       0%                      ks   procedure
        procedure       *                       ks   danger
        procedure       12345678!               es   procedure
        procedure       9                       leave
        procedure       v                       hang
        procedure       .t                      s    personal-data
        procedure       i                       s    refusal
        procedure       ^,SNI                   -    procedure

        personal-data   #                       ks   inspection
        personal-data   0%                      ks   personal-data
        personal-data   *                       ks   procedure
        personal-data   12345678!               es   personal-data
        personal-data   9                       leave
        personal-data   v                       hang
        personal-data   .t                      s    inspection
        personal-data   i                       s    refusal
        personal-data   ^,SNI                   -    personal-data

        inspection      #                       ks   kind
        inspection      0%                      ks   inspection
        inspection      *                       ks   personal-data
        inspection      12345678!               es   inspection
        inspection      9                       leave
        inspection      v                       hang
        inspection      .t                      s    kind
        inspection      i                       s    refusal
        inspection      ^,SNI                   -    inspection

        kind            123!                    ks   first
        kind            0%                      ks   kind
        kind            *                       ks   inspection
        kind            45678#                  es   kind
        kind            9                       leave
        kind            v                       hang
        kind            ~                       quiet
        kind            i                       s    refusal
        kind            ^.,tSNI                 -    kind

        question        0%                      ks   same
        question        9                       leave
        question        v                       hang
        question        ~                       quiet
        question        i                       s    refusal
        question        ^.,tSNI                 -    same

        choice of 2     12!#                    ks   next
        choice of 2     345678                  es   same
        choice of 2     *                       ks   previous
        choice of 3     123!#                   ks   next
        choice of 3     45678                   es   same
        choice of 3     *                       ks   previous

        who             13!#                    ks   next
        who             2                       ks   group
        who             45678                   es   same
        who             *                       ks   previous
        who in group    12!#                    ks   next
        who in group    345678                  es   same
        who in group    *                       ks   top

        several         1!                      ks   same
        several         2                       ks   group
        several         #                       ks   next
        several         *                       ks   previous
        several         345678                  es   same
        several in group 12!                    ks   same
        several in group #                      ks   next
        several in group *                      ks   top
        several in group 345678                 es   same

        places          123!#                   ks   next
        places          4                       ks   page
        places          5678                    es   same
        places          *                       ks   previous
        last places     12!#                    ks   next
        last places     4                       ks   top
        last places     35678                   es   same
        last places     *                       ks   top

        number          0123456789!#            ks   next
        number          *                       ks   previous or shorter
        digits          0123456789!             ks   same
        digits          #                       ks   next
        digits          *                       ks   previous or shorter
        letters         0123456789!             ks   same
        letters         #                       ks   next
        letters         *                       ks   previous or shorter
        keyed           %                       ks   same
        keyed           v                       hang
        keyed           ~                       quiet
        keyed           i                       s    refusal
        keyed           ^.,tSNI                 -    same

        few             12!                     ks   after few
        few             *                       ks   asked last
        few             0%                      ks   few
        few             345678#                 es   few
        few             9                       leave
        few             v                       hang
        few             ~                       quiet
        few             i                       s    refusal
        few             ^.,tSNI                 -    few

        read-back       1!                      ks   pick
        read-back       2                       open
        read-back       #                       send
        read-back       0%                      ks   read-back
        read-back       *                       ks   asked last
        read-back       345678                  es   read-back
        read-back       9                       leave
        read-back       v                       hang
        read-back       ~                       quiet
        read-back       i                       s    refusal
        read-back       ^.,tSNI                 -    read-back

        pick            *                       ks   read-back
        pick            1!                      ks   change-danger
        pick            2                       ks   change-kind
        pick            0                       ks   pick
        pick            #                       es   pick
        pick            %                       ks   pick
        pick            3456789                 changed
        pick            v                       hang
        pick            ~                       quiet
        pick            i                       s    refusal
        pick            ^.,tSNI                 -    pick

        change-danger   123!*                   ks   read-back
        change-danger   0%                      ks   change-danger
        change-danger   45678#                  es   change-danger
        change-danger   9                       leave
        change-danger   v                       hang
        change-danger   ~                       quiet
        change-danger   i                       s    refusal
        change-danger   ^.,tSNI                 -    change-danger

        change-kind     1!                      ks   to report
        change-kind     2                       ks   to advice
        change-kind     3                       ks   to support
        change-kind     *                       ks   read-back
        change-kind     0%                      ks   change-kind
        change-kind     45678#                  es   change-kind
        change-kind     9                       leave
        change-kind     v                       hang
        change-kind     ~                       quiet
        change-kind     i                       s    refusal
        change-kind     ^.,tSNI                 -    change-kind

        failure         1!                      send
        failure         29                      leave
        failure         0                       ks   failure
        failure         345678*#%               es   failure
        failure         v                       hang
        failure         ~                       quiet
        failure         ^.,tSNiI                -    failure

        pause           1!*                     ks   scene
        pause           0                       ks   pause
        pause           29                      leave
        pause           345678#%                es   pause
        pause           v                       hang
        pause           ~                       leave
        pause           i                       lost
        pause           I                       found
        pause           ^.,tSN                  -    pause

        storing         0123456789*#!%          es   storing
        storing         v                       -    unattended
        storing         S                       sx   over
        storing         N                       s    failure
        storing         ~                       s    storing
        storing         ^.,tiI                  -    storing

        unattended      ^                       xs   language
        unattended      S                       x    idle
        unattended      N                       -    retrying
        unattended      ~                       x    idle
        unattended      0123456789*#!%v.,tiI    -    unattended

        retrying        ^                       xs   language
        retrying        ~                       again
        retrying        0123456789*#!%v.,tSNiI  -    retrying
        """
}
