#ifndef CCRASHVFS_INTERNAL_H
#define CCRASHVFS_INTERNAL_H

#include "ccrashvfs.h"

#include <sqlite3.h>

enum event_kind {
    EVENT_CREATE = 1,
    EVENT_WRITE,
    EVENT_TRUNCATE,
    EVENT_SYNC,
    EVENT_SYNC_FAILED,
    EVENT_SYNC_FOLDER,
    EVENT_DELETE,
};

typedef struct event {
    enum event_kind kind;
    int inode;
    int64_t offset;
    size_t length;
    unsigned char *bytes;
} event;

// A file that lived under a name; a new file under an old name is another inode.
typedef struct inode {
    char name[64];
    int file;
    int linked;
} inode;

typedef struct pragma_rule {
    char name[32];
    char answer[32];
    int swallow;
    int answered;
} pragma_rule;

struct ccrashvfs {
    sqlite3_vfs vfs;
    sqlite3_vfs *system;
    char name[64];

    event *events;
    size_t event_count;
    size_t event_capacity;
    inode *inodes;
    int inode_count;

    uint64_t calls[8][8];
    int fail_operation, fail_file, fail_skip, fail_gap, fail_times, fail_code, fail_errno;
    int failures;
    int skip_syncs;
    pragma_rule pragmas[32];
    int pragma_count;
};

// Recording. A path is known by its last component.
int ccrashvfs_inode(ccrashvfs *layer, const char *path, int file, int existed);
void ccrashvfs_unlink(ccrashvfs *layer, const char *path);
void ccrashvfs_record(
    ccrashvfs *layer, enum event_kind kind, int inode, int64_t offset, const void *bytes,
    size_t length
);
void ccrashvfs_free_recording(ccrashvfs *layer);

#endif
