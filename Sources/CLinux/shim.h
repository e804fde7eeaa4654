#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <malloc.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
/* Extended attributes are not part of the Glibc module of Swift. */
#include <sys/xattr.h>
#include <unistd.h>

/* prctl is variadic, which Swift does not import. */
static inline int clinux_forbid_dump(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Overwrites memory that is given back; nothing else does it for what libraries copied. */
static inline int clinux_overwrite_freed_memory(void) {
    return mallopt(M_PERTURB, 0xA5) == 1 ? 0 : -1;
}

/* Whether pictures of the memory are allowed: 0 no, 1 yes. */
static inline int clinux_allows_dump(void) {
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

/* accept4 needs _GNU_SOURCE; accept would leave a moment without close-on-exec. */
static inline int clinux_accept(int socket) {
    return (int)syscall(SYS_accept4, socket, NULL, NULL, SOCK_CLOEXEC);
}

/* SOCK_CLOEXEC is an enumerator and a macro at once; optimised builds of Swift lose it. */
static inline int clinux_packet_socket(void) {
    return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
}

/* Datagrams that never wait: for notices to systemd. */
static inline int clinux_datagram_socket(void) {
    return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

#endif
