# Install, upgrade, an upgrade that is killed, removal and purge, in a system that is not booted.
# Sourced by run.

box=$(package meldpost)
current=$(dpkg-deb -f "$box" Version)
# Newer packages of the same programs, as an upgrade finds them; not compressed, to save time.
newer() {
    local version=$1 deb
    mkdir -p "$work/newer"
    for deb in "$box" $(package meldpost-centre); do
        rm -rf "$work/tree"
        dpkg-deb -R "$deb" "$work/tree" \
            && sed -i "s/^Version: .*/Version: $version/" "$work/tree/DEBIAN/control" \
            && dpkg-deb --root-owner-group -Znone --build "$work/tree" "$work/newer" || return 1
    done
    rm -rf "$work/tree"
}
check "newer packages are made" newer "$current+1"
set -e
fresh
cp "$box" $(package meldpost-centre) "$work"/newer/*.deb "$work/root/"
# The sounds take a minute each time; the units' part makes them truly.
printf '#!/bin/sh\necho sound >/var/lib/meldpost/voice.part && mkdir -p /var/lib/meldpost/voice\n' \
    >"$work/root/usr/local/bin/meldpost-prompts"
printf 'mv /var/lib/meldpost/voice.part /var/lib/meldpost/voice/sound\n' \
    >>"$work/root/usr/local/bin/meldpost-prompts"
chmod 0755 "$work/root/usr/local/bin/meldpost-prompts"
set +e
deb() { basename "$(ls "$work/root/$1"_"$2"_*.deb)"; }
state() { inside dpkg-query -W -f '${Status} ${Version}' "$1"; }
is_whole() { [ "$(state "$1")" = "install ok installed $2" ]; }

# The file by which the station knows that its package is not whole: there as soon as the newer one is
# unpacked, and gone once a package is whole.
is_marked() { test -e "$work/root/usr/lib/meldpost/half-installed"; }
is_unmarked() { ! is_marked; }
is_marked_truly() {
    case "$(state meldpost)" in
    *" installed "* | *" triggers-"*) is_unmarked ;;
    *" $current+1") is_marked ;;
    esac
}
check "the box is installed" inside dpkg -i "/$(deb meldpost "$current")"
check "and nothing says that it is not" is_unmarked
check "and is whole" is_whole meldpost "$current"
owner() { [ "$(inside stat -c '%U:%G %a' "$1")" = "$2" ]; }
check "its state directory is its own" owner /var/lib/meldpost "meldpost:meldpost 700"
check "the credentials are root's" owner /etc/meldpost/credentials "root:root 700"
check "the units are enabled" inside sh -c \
    'test -L /etc/systemd/system/multi-user.target.wants/meldpostd.service \
        && test -L /etc/systemd/system/multi-user.target.wants/meldpost-courier.service'
check "the programs run" inside sh -c 'meldpostd --help && meldpost-courier --help \
    && meldpostctl --help && /usr/bin/meldpost-prompts --help'
check "the examples are refused in words" inside sh -c \
    'meldpostctl config check /usr/share/doc/meldpost/examples/station.toml; test $? -eq 78'
check "installing takes the list of nodes away that goes before the unit's" inside sh -c \
    'list=/run/systemd/system.control/meldpostd.service.d/50-DeviceAllow.conf
        mkdir -p "${list%/*}" && touch "$list" && dpkg -i "$1" && test ! -e "$list"' sh \
    "/$(deb meldpost "$current")"
check "installing again changes nothing" inside dpkg -i "/$(deb meldpost "$current")"

# What a technician and a life of reports left behind.
inside sh -c 'echo "# ours" >/etc/meldpost/station.toml; echo key >/etc/meldpost/credentials/station-key
    echo records >/var/lib/meldpost/journal.sqlite; chown meldpost: /var/lib/meldpost/journal.sqlite'
kept() { inside sh -c 'grep -q ours /etc/meldpost/station.toml && grep -q records \
    /var/lib/meldpost/journal.sqlite && grep -q key /etc/meldpost/credentials/station-key'; }

# dpkg is killed while it unpacks, and while it configures; then it is run again.
killed() {
    local after=$1
    # As the first process of a system of its own: what it started goes with it, as in a power cut.
    systemd-nspawn -q -D "$work/root" -M meldpost-units-inside --register=no --keep-unit --as-pid2 \
        --private-network -- sh -c "dpkg -i '$2' & sleep $after; kill -KILL \$!; sleep 0.1" </dev/null
    true
}
for after in 0.1 0.3 1 3 5 8; do
    killed "$after" "/$(deb meldpost "$current+1")" >/dev/null 2>&1
    printf '        killed after %s s: %s\n' "$after" "$(state meldpost)"
    check "dpkg killed at $after s leaves programs that run" inside sh -c \
        'meldpostd --help && meldpost-courier --help && meldpostctl --help'
    check "and a mark where the package is not whole" is_marked_truly
    check "after dpkg was killed at $after s a run of it ends well" \
        inside sh -c "dpkg --configure -a; dpkg -i '/$(deb meldpost "$current+1")'"
    check "and the newer one is whole" is_whole meldpost "$current+1"
    check "without the mark" is_unmarked
    check "and everything of the box is kept" kept
    inside dpkg -i "/$(deb meldpost "$current")" >/dev/null 2>&1
done
check "unpacking the newer one" inside dpkg --unpack "/$(deb meldpost "$current+1")"
check "leaves a mark" is_marked
check "configuring it" inside dpkg --configure -a
check "takes the mark away" is_unmarked
check "unpacking it once more" inside dpkg --unpack "/$(deb meldpost "$current+1")"
check "removing what is half installed" inside dpkg -r meldpost
check "takes the mark away as well" is_unmarked
inside dpkg -i "/$(deb meldpost "$current")" >/dev/null 2>&1
check "upgrade" inside dpkg -i "/$(deb meldpost "$current+1")"
check "upgrade keeps everything of the box" kept
check "downgrade" inside dpkg -i "/$(deb meldpost "$current")"

check "removal" inside dpkg -r meldpost
check "removal keeps everything of the box" kept
gone() { ! inside sh -c 'ls /usr/bin/meldpostd /usr/lib/systemd/system/meldpostd.service'; }
check "removal takes the programs" gone
check "installing after removal" inside dpkg -i "/$(deb meldpost "$current")"
# Nobody is there to be asked: no input, and it ends.
check "purge asks nothing" inside timeout 60 dpkg -P meldpost
check "purge keeps records that may be unsent, and their key" kept
check "and takes the sounds" inside test ! -e /var/lib/meldpost/voice
check "installing after purge" inside dpkg -i "/$(deb meldpost "$current")"
check "finds the records again" kept
inside sh -c 'echo Purge >/etc/meldpost/on-purge'
inside dpkg -P meldpost >/dev/null 2>&1
check "another word than purge keeps them" kept
inside dpkg -i "/$(deb meldpost "$current")" >/dev/null 2>&1
inside sh -c 'echo purge >/etc/meldpost/on-purge'
check "purge with the word" inside dpkg -P meldpost
check "takes everything" inside sh -c 'test ! -e /var/lib/meldpost && test ! -e /etc/meldpost'

centre_packages() {
    check "the centre is installed" inside dpkg -i "/$(deb meldpost-centre "$current")"
    inside sh -c 'mkdir -p /var/lib/meldpost-inbox/store; echo all >/var/lib/meldpost-inbox/store/inbox.sqlite'
    check "the centre is upgraded" inside dpkg -i "/$(deb meldpost-centre "$current+1")"
    check "and whole" is_whole meldpost-centre "$current+1"
    check "purge of the centre asks nothing" inside timeout 60 dpkg -P meldpost-centre
    check "and keeps all records" inside grep -q all /var/lib/meldpost-inbox/store/inbox.sqlite
    inside dpkg -i "/$(deb meldpost-centre "$current")" >/dev/null 2>&1
    inside sh -c 'echo purge >/etc/meldpost/on-purge'
    check "purge of the centre with the word" inside dpkg -P meldpost-centre
    check "takes all records" inside test ! -e /var/lib/meldpost-inbox
}
if has_centre; then
    centre_packages
else
    leave_out "install, upgrade and purge of the centre: there is no package of it"
fi

# Packaging again gives the same bytes, from the time that stands in the packages.
again() {
    local SOURCE_DATE_EPOCH
    SOURCE_DATE_EPOCH=$(date +%s -d "$(dpkg-deb --fsys-tarfile "$box" \
        | tar -xO ./usr/share/doc/meldpost/changelog.gz | zcat | sed -n 's/^ -- .*>  //p')")
    export SOURCE_DATE_EPOCH
    local kinds=(box) deb
    ! has_centre || kinds+=(centre)
    (cd "$repository" && Systemd/package --no-build "$work/again" "${kinds[@]}") >/dev/null || return 1
    for deb in "$box" $(package meldpost-centre); do
        cmp "$work/again/$(basename "$deb")" "$deb" || return 1
    done
}
check "packaging again gives the same bytes" again
