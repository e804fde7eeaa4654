# The units of box and centre under a booted systemd. Sourced by run.

fresh
demo=$repository/.build/debug/meldpost
[ -x "$demo" ] || skip "no $demo (swift build)"
mkdir -p "$work/demo"
keys=$(cd "$work" && printf q | TMPDIR="$work/demo" timeout 60 "$demo" demo --keep-folder 2>&1 >/dev/null \
    | grep -o "$work/demo/[^ ]*" | head -1)
[ -d "$keys/box" ] || skip "the demo made no keys"

value() { sed -n "s/^$2 = //p" "$1" | head -1; }

etc=$work/root/etc/meldpost
cp "$(package meldpost)" "$(package meldpost-centre)" "$work/root/"
check "both packages are installed" inside sh -c 'dpkg -i /meldpost*.deb'
check "the voice has sounds" sh -c "ls '$work/root/var/lib/meldpost/voice/'*/ | grep wav"

# What a technician does: the files of the centre, the configuration, the credentials.
set -e
install -m 0644 "$keys"/box/key-list "$keys"/box/centre-ca.pem "$etc/"
install -m 0644 "$keys"/centre/key-list "$etc/centre-key-list"
install -m 0644 "$keys"/centre/station-ca.pem "$keys"/centre/desk-ca.pem "$etc/"
for name in station-key courier-certificate courier-key; do
    install -m 0600 "$(find "$keys/box" -name "$name" | head -1)" "$etc/credentials/$name"
done
for name in inbox-key inbox-certificate inbox-tls-key; do
    install -m 0600 "$(find "$keys/centre" -name "$name" | head -1)" "$etc/credentials/$name"
done
cat >"$etc/station.toml" <<EOF
[station]
id = $(value "$keys/box/station.toml" id)
island = $(value "$keys/box/station.toml" island)
[trust]
root_key = $(value "$keys/box/station.toml" root_key)
key_list = "/etc/meldpost/key-list"
[panel]
kind = "terminal"
[sockets]
courier_user = "meldpost-courier"
control_group = "meldpost-service"
[pace]
slot_milliseconds = 300
[voice]
EOF
cat >"$etc/courier.toml" <<EOF
[centre]
host = "127.0.0.1"
port = 8443
name = $(value "$keys/box/courier.toml" name)
ca = "/etc/meldpost/centre-ca.pem"
EOF
sed -e 's/^station_port = .*/station_port = 8443/' -e 's/^desk_port = .*/desk_port = 8444/' \
    -e 's|^station_ca = .*|station_ca = "/etc/meldpost/station-ca.pem"|' \
    -e 's|^desk_ca = .*|desk_ca = "/etc/meldpost/desk-ca.pem"|' \
    -e 's|^key_list = .*|key_list = "/etc/meldpost/centre-key-list"|' \
    -e 's|^directory = .*|directory = "/var/lib/meldpost-inbox/store"|' \
    "$keys/centre/inbox.toml" >"$etc/inbox.toml"
chmod 0644 "$etc"/*.toml
mkdir -p "$work/root/desk"
cp -r "$keys/centre/desk" "$work/root/desk/"
sed -e "s|$keys/centre|/desk|g" -e 's/^port = .*/port = 8444/' "$keys/centre/desk.toml" \
    >"$work/root/desk/desk.toml"
cp "$keys/centre/centre-ca.pem" "$keys/centre/key-list" "$work/root/desk/"

# The panel is a pipe here, and a terminal: what is written into the pipe is pressed, and what the panel
# shows on the terminal is kept, as a station refuses to do itself.
mkdir -p "$work/root/etc/systemd/system/meldpostd.service.d"
cat >"$work/root/etc/systemd/system/meldpostd.service.d/pipe.conf" <<'EOF'
[Service]
StandardInput=file:/panel
StandardOutput=tty
TTYPath=/panel-terminal
StandardError=journal
EOF
mkfifo -m 0666 "$work/root/panel"
# A probe with the sandbox of the station, and one with that of the courier; each once more without a
# sandbox, where a socket of any kind can be had, and once with what is allowed taken away.
for unit in meldpostd meldpost-courier; do
    sed -e '/^ExecStart=/d' -e '/^Condition/d' -e 's/^Type=notify/Type=oneshot/' \
        -e '/^Restart/d' -e '/^Watchdog/d' -e '/^RuntimeDirectory/d' \
        "$work/root/usr/lib/systemd/system/$unit.service" \
        >"$work/root/etc/systemd/system/probe-$unit.service"
    printf '[Service]\nExecStart=/usr/bin/python3 -B /probe %s\n' "$unit" \
        >>"$work/root/etc/systemd/system/probe-$unit.service"
    user=$(sed -n 's/^User=//p' "$work/root/usr/lib/systemd/system/$unit.service")
    cat >"$work/root/etc/systemd/system/bare-$unit.service" <<EOF
[Service]
Type=oneshot
User=$user
Group=$user
AmbientCapabilities=CAP_NET_RAW
ExecStart=/usr/bin/python3 -B /probe $unit
EOF
    cp "$work/root/etc/systemd/system/probe-$unit.service" \
        "$work/root/etc/systemd/system/shut-$unit.service"
    cat >>"$work/root/etc/systemd/system/shut-$unit.service" <<'EOF'
DeviceAllow=
RestrictAddressFamilies=
RestrictAddressFamilies=none
ReadOnlyPaths=-/var/lib/meldpost
EOF
done
cp "$here/probe" "$work/root/probe"
inside useradd -m -G meldpost-service technician
inside useradd -m stranger
set +e

# The host's control groups may be of both kinds at once: the container sees a view with the new
# kind only, from a group of its own.
group=/sys/fs/cgroup/meldpost-units-$$
unshare -m --propagation private bash -c '
    umount -R /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup && mkdir -p '"$group"' \
        && echo $$ >'"$group"'/cgroup.procs || exit 1
    exec systemd-nspawn -q -D "$1" --register=no --keep-unit -M meldpost-units --private-network \
        --capability=all --system-call-filter=bpf --console=read-only -b systemd.show_status=0' \
    bash "$work/root" >"$work/console" 2>&1 </dev/null &
container=$!

leader() {
    local nspawn
    for nspawn in "$container" $(pgrep -P "$container"); do
        pgrep -P "$nspawn" -x systemd && return
    done
    pgrep -P "$container"
}
# Whether it has come so far that it starts services; the station waits for its panel then.
booted() {
    pid=$(leader | head -1)
    [ -n "$pid" ] && [ "$(inner systemctl is-active basic.target)" = active ]
}
# Runs a command in the booted system.
inner() { nsenter -t "$pid" -m -u -i -n -p -r -w -- "$@"; }
# Waits until a command holds, so many seconds at most.
within() {
    local seconds=$1 end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || { echo "not within $seconds s: $*"; return 1; }
        sleep 0.2
    done
}
active() { [ "$(inner systemctl is-active "$1")" = active ]; }
# Ends with 1 where a condition is raised, as some are here.
status() { inner runuser -u technician -- meldpostctl status --json || [ $? -eq 1 ]; }
# A grep at the end of a pipe reads all of it: one that leaves at its first match breaks the pipe, and
# with pipefail that would say that nothing matched.
raised() { status | grep "\"$1\""; }
property() { inner systemctl show -p "$2" --value "$1"; }
press() { inner sh -c "printf $1 >/panel"; }

check "the system boots" within 60 booted
# Something holds the terminal, and the pipe open, or the station would see the end of its input.
inner script --quiet --append --flush \
    --command 'ln -sf "$(tty)" /panel-terminal; exec sleep infinity 3<>/panel' /panel-shows \
    </dev/null >/dev/null &
holder=$!
for unit in meldpost-inbox meldpostd meldpost-courier; do
    check "$unit is ready under its sandbox" within 20 active "$unit"
done
check "the status says that the journal is open" \
    sh -c "nsenter -t $pid -a systemctl show -p StatusText --value meldpostd | grep 'The journal is open'"
check "a technician may ask" within 5 sh -c "[ -n \"\$(nsenter -t $pid -m -u -i -n -p -r -w -- \
    runuser -u technician -- meldpostctl status --json)\" ]"
stranger() { inner runuser -u stranger -- meldpostctl status; [ $? -eq 77 ]; }
check "a stranger may not" stranger
centre_answers() { status | grep '"courierPath":"working"'; }
check "courier and inbox answer" within 20 centre_answers
check "the configuration of the box has no error" \
    inner sh -c 'meldpostctl config check /etc/meldpost/station.toml && meldpostctl config check /etc/meldpost/courier.toml'

# A panic, and its record through the courier to the inbox.
desk() { inner meldpost-desk "$1" --config /desk/desk.toml; }
relay() { inner grep -q "relay closed" /panel-shows; }
alarm() { desk list | grep '^PANIC'; }
record() { desk list | grep 'panic record'; }
press P
check "a press closes the relay" within 5 relay
check "the panic is at the desk" within 10 alarm
check "its record crossed courier and inbox, and opens there" within 20 record
press Rx

# The rules of udev: no device is here, but every line of them must be understood.
rules() {
    inner sh -c 'udevadm test /sys/class/mem/null >/run/rules 2>&1
        grep -q 70-meldpost-devices.rules /run/rules && ! grep -E "meldpost[^ ]*:[0-9]+ " /run/rules'
}
check "udev understands our rules" rules

# What the sandboxes forbid and allow. 240 is a number of no driver: whoever may open it learns that.
inner sh -c 'mkdir -p /dev/snd && mknod -m 0666 /dev/snd/pcmC0D0c c 116 24 \
    && mknod -m 0666 /dev/snd/pcmC0D0p c 116 16 && mknod -m 0666 /dev/snd/controlC0 c 116 0 \
    && mknod -m 0666 /dev/other c 240 0'
inner ip link add probe0 type dummy 2>/dev/null || inner ip link add probe0 type bridge
modes() {
    inner chmod "$1" /var/lib/meldpost /run/meldpost/control /etc/meldpost/credentials
    inner chmod "$2" /etc/meldpost/credentials/station-key
}
# What a probe said, of one kind where one is named.
said() { inner journalctl -o cat -u "$1" | grep -E "^(ok|NO) ${2:-}"; }
control=$(inner stat -c %a /run/meldpost/control)
for unit in meldpostd meldpost-courier; do
    # Only the sandbox is to keep the courier out, and nothing the bare ones.
    [ "$unit" = meldpostd ] || modes 0755 0644
    inner systemctl start "probe-$unit"
    modes 0755 0644
    inner systemctl start "bare-$unit"
    inner systemctl start "shut-$unit"
    modes 0700 0600
    inner chmod "$control" /run/meldpost/control
    while read -r word rest; do
        check "$unit $rest" [ "$word" = ok ]
    done < <(said "probe-$unit")
    while read -r word rest; do
        check "$unit without a sandbox fails at: $rest" [ "$word" = NO ]
    done < <(said "bare-$unit" forbids)
    while read -r word rest; do
        check "$unit with all taken away fails at: $rest" [ "$word" = NO ]
    done < <(said "shut-$unit" allows)
    for kind in probe bare shut; do
        check "$unit: the $kind came to its end" \
            sh -c "nsenter -t $pid -m -u -i -n -p -r -w -- journalctl -o cat -u $kind-$unit | grep '^done'"
    done
done
inner ip link del probe0
# F57: only the inbox listens.
ports() { [ -z "$(inner ss -Hlntup | grep -v meldpost-inbox)" ]; }
check "F57 no port of the box is open" ports
inbox_only() { inner ss -Hlntup | grep -c meldpost-inbox | grep -x 2; }
check "the inbox listens on its two ports" inbox_only
log_in_memory() { [ -z "$(inner find /var/log/journal -type f 2>/dev/null)" ]; }
check "the log lies in memory only" log_in_memory

# F62: a stopped daemon is killed and starts again; ten crashes lead to safe mode.
stop_it() { inner kill -STOP "$(property meldpostd MainPID)"; }
restarted() { [ "$(property meldpostd NRestarts)" -ge 1 ] && active meldpostd; }
begin=$SECONDS
check "F62 a hung station is stopped for the test" stop_it
check "F62 its watchdog kills it and it starts again" within 25 restarted
printf '        after %d s\n' $((SECONDS - begin))
watchdog_said() { inner journalctl -u meldpostd -o cat | grep "Watchdog timeout"; }
check "F62 the log says that it was the watchdog" watchdog_said
crash() {
    local old
    old=$(property meldpostd MainPID)
    inner kill -KILL "$old"
    within 20 fresh_process "$old"
}
fresh_process() { local new; new=$(property meldpostd MainPID); [ "$new" != "$1" ] && [ "$new" != 0 ] && active meldpostd; }
begin=$(date +%s%N)
check "F62 it starts again after a crash" crash
printf '        %d ms from the crash to ready\n' $((($(date +%s%N) - begin) / 1000000))
for _ in $(seq 8); do crash >/dev/null; done
safe() { raised station.safe-mode; }
check "F62 ten crashes lead to safe mode" within 10 safe
check "F62 the status text says so" \
    sh -c "nsenter -t $pid -a systemctl show -p StatusText --value meldpostd | grep 'Safe mode'"
inner sh -c ': >/panel-shows'
press P
check "F62 panic works in safe mode" within 5 relay
press Rx
inner systemctl restart meldpostd
ordinary() { active meldpostd && ! raised station.safe-mode && status | grep '"journal":"open"'; }
check "F62 an orderly restart ends safe mode" within 15 ordinary

# A hung inbox or courier is killed too: they have the same word of systemd.
for unit in meldpost-courier meldpost-inbox; do
    fed() { [ "$(property "$1" WatchdogTimestampMonotonic)" -gt 0 ]; }
    check "$unit feeds its watchdog" fed "$unit"
done

# A device that comes later is let in without a restart, and what records is not.
late() {
    inner sh -c 'group=$(systemctl show -p ControlGroup --value meldpostd)
        echo $$ >/sys/fs/cgroup$group/cgroup.procs && exec python3 -B -c "
import os, sys
try:
    os.open(sys.argv[1], os.O_RDWR)
except OSError as error:
    sys.exit(0 if (error.errno == 1) == (sys.argv[2] == \"refused\") else 1)
sys.exit(sys.argv[2] == \"refused\")" "$@"' sh "$@"
}
inner sh -c 'mknod -m 0666 /dev/snd/pcmC2D0p c 116 48 && mknod -m 0666 /dev/snd/pcmC2D0c c 116 56'
old=$(property meldpostd MainPID)
check "a card that comes later is refused at first" late /dev/snd/pcmC2D0p refused
check "and then let in" inner systemctl start meldpost-devices@pcmC2D0p
check "so that it plays" late /dev/snd/pcmC2D0p open
check "P4 but does not record" late /dev/snd/pcmC2D0c refused
same() { [ "$(property meldpostd MainPID)" = "$old" ] && active meldpostd; }
check "the station was not restarted for it" same

# An encrypted key of the station.
# A unit with its example, and keys that are encrypted from now on.
encrypt() {
    inner sh -ec 'cd /etc/meldpost/credentials; unit=$1 package=$2; shift 2
        for key in "$@"; do
            systemd-creds encrypt --with-key=host --name="$key" "$key" "$key.encrypted"
            mv "$key" /kept-"$key"
        done
        mkdir -p /etc/systemd/system/"$unit".service.d
        cp /usr/share/doc/"$package"/examples/"$unit"-encrypted.conf \
            /etc/systemd/system/"$unit".service.d/encrypted.conf
        systemctl daemon-reload; systemctl restart "$unit"' sh "$@"
}
check "an encrypted key is taken" encrypt meldpostd meldpost station-key
check "the station runs with it" within 15 ordinary
# A key that cannot be decrypted, as with another TPM, and one that is not there at all.
take_key_away() {
    inner sh -ec 'cd /etc/meldpost/credentials; mv station-key.encrypted /kept-encrypted
        case $1 in broken) head -c 300 /dev/urandom | base64 >station-key.encrypted ;; esac
        systemctl restart meldpost-station-key meldpostd || true' sh "$1"
}
keyless() { active meldpostd && raised keys.station-refused; }
for key in broken missing; do
    check "the key of the station is $key" take_key_away "$key"
    check "the station runs without it and says so" within 15 keyless
    inner sh -c ': >/panel-shows'
    press P
    check "P6 panic works without it" within 5 relay
    press Rx
    words() { status | grep "was not given: no file has it, or it could not be decrypted"; }
    check "and why" words
    check "the key is brought back" inner mv /kept-encrypted \
        /etc/meldpost/credentials/station-key.encrypted
    [ "$key" = missing ] || inner systemctl restart meldpost-station-key
    check "and is taken without a hand at the station" within 100 ordinary
done
check "and one of the courier" encrypt meldpost-courier meldpost courier-key
check "and both of the inbox" encrypt meldpost-inbox meldpost-centre inbox-key inbox-tls-key
for unit in meldpost-courier meldpost-inbox; do
    check "$unit runs with it" within 20 active "$unit"
done
check "and the centre answers" within 60 centre_answers

# It ends in order.
stopped() {
    inner systemctl stop meldpostd meldpost-courier meldpost-inbox \
        && [ "$(property meldpostd Result)" = success ] \
        && [ "$(property meldpost-courier Result)" = success ] \
        && [ "$(property meldpost-inbox Result)" = success ]
}
check "all three end in order" stopped
kill "$holder" 2>/dev/null
inner systemctl poweroff >/dev/null 2>&1 || true
for _ in $(seq 50); do kill -0 "$container" 2>/dev/null || break; sleep 0.2; done
kill -KILL "$container" 2>/dev/null
wait "$container" 2>/dev/null
container=''
