# Install, upgrade, an upgrade that is killed, removal and purge, in a system that is not booted.
# Sourced by run.

box=$(package meldpost)
current=$(dpkg-deb -f "$box" Version)
# Newer packages, as an upgrade finds them: each file of them has a line more, so that one shows of which
# version it is (a program runs with it all the same). Not compressed, to save time.
newer() {
    local version=$1 deb
    mkdir -p "$work/newer"
    for deb in "$box" $(package meldpost-centre); do
        rm -rf "$work/tree"
        dpkg-deb -R "$deb" "$work/tree" \
            && sed -i "s/^Version: .*/Version: $version/" "$work/tree/DEBIAN/control" \
            && add_line "$version" \
            && dpkg-deb --root-owner-group -Znone --build "$work/tree" "$work/newer" || return 1
    done
    rm -rf "$work/tree"
}
add_line() (
    cd "$work/tree" || return 1
    local file
    while read -r _ file; do
        printf '\n# %s\n' "$1" >>"$file"
    done <DEBIAN/md5sums
    find usr -type f -exec md5sum {} + >DEBIAN/md5sums
)
check "newer packages are made" newer "$current+1"
set -e
fresh
cp "$box" $(package meldpost-centre) "$work"/newer/*.deb "$work/root/"
# The sounds take a minute each time; the units' part makes them truly.
cat >"$work/root/usr/local/bin/meldpost-prompts" <<'END'
#!/bin/sh
test ! -e /usr/lib/meldpost/half-installed || touch /var/lib/meldpost/made-under-the-mark
echo sound >/var/lib/meldpost/voice.part && mkdir -p /var/lib/meldpost/voice
mv /var/lib/meldpost/voice.part /var/lib/meldpost/voice/sound
END
chmod 0755 "$work/root/usr/local/bin/meldpost-prompts"
set +e
deb() { basename "$(ls "$work/root/$1"_"$2"_*.deb)"; }
state() { inside dpkg-query -W -f '${Status} ${Version}' "$1"; }
is_whole() { [ "$(state "$1")" = "install ok installed $2" ]; }

# Every file of the box's package is of this version.
has_files_of() {
    dpkg-deb --ctrl-tarfile "$work/root/$(deb meldpost "$1")" | tar -xO ./md5sums >"$work/sums" \
        && (cd "$work/root" && md5sum --quiet -c "$work/sums")
}

# The file by which the station knows that its package is not whole: there before anything of a newer
# one is, and gone once all is done. A cut may fall before the first or after the last; then the
# files are all of one version, and what is left to do is dpkg's own note of it.
is_marked() { test -e "$work/root/usr/lib/meldpost/half-installed"; }
is_unmarked() { ! is_marked; }
is_marked_truly() {
    case "$(state meldpost)" in
    *" installed "* | *" triggers-"*)
        is_unmarked && { has_files_of "$current" || has_files_of "$current+1"; }
        ;;
    *" half-installed "*) is_marked || has_files_of "$current" ;;
    *" unpacked "*) is_marked && has_files_of "$current+1" ;;
    *" half-configured $current") is_marked || has_files_of "$current" ;;
    *" half-configured $current+1") has_files_of "$current+1" ;;
    *) false ;;
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

# dpkg is killed in the middle of an upgrade, at parts of the time that a whole one takes here, and with
# it all that it started, as in a power cut: its shell is the second process of a system of its own.
# Then it is run again.
killed() { inside sh -c 'dpkg -i "$1" & sleep "$2"' sh "/$(deb meldpost "$current+1")" "$1"; }
took=$(inside sh -c 'begin=$(date +%s%3N); dpkg -i "$1" >/dev/null 2>&1; echo $(($(date +%s%3N) - begin))' \
    sh "/$(deb meldpost "$current+1")")
inside dpkg -i "/$(deb meldpost "$current")" >/dev/null 2>&1
printf '        a whole upgrade takes %s ms\n' "$took"
for part in 5 20 35 50 60 70 80 90; do
    after=$(printf '%d.%03d' $((took * part / 100000)) $((took * part / 100 % 1000)))
    killed "$after" >/dev/null 2>&1
    printf '        killed after %s s: %s\n' "$after" "$(state meldpost)"
    check "dpkg killed at $part% leaves programs that run" inside sh -c \
        'meldpostd --help && meldpost-courier --help && meldpostctl --help'
    check "and a mark where the package is not whole" is_marked_truly
    check "after dpkg was killed at $part% a run of it ends well" \
        inside sh -c "dpkg --configure -a; dpkg -i '/$(deb meldpost "$current+1")'"
    check "and the newer one is whole" is_whole meldpost "$current+1"
    check "without the mark" is_unmarked
    check "and everything of the box is kept" kept
    inside dpkg -i "/$(deb meldpost "$current")" >/dev/null 2>&1
done
check "unpacking the newer one" inside dpkg --unpack "/$(deb meldpost "$current+1")"
check "leaves a mark" is_marked
check "configuring it" inside dpkg --configure -a
check "keeps it until all is done" inside sh -c 'rm /var/lib/meldpost/made-under-the-mark'
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
