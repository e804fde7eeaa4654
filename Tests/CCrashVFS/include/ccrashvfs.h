// A file system layer of SQLite that stands over the system's own. It writes down every change of
// every file, lets chosen calls fail, and answers chosen pragmas itself. From what it wrote down,
// a replay builds the files as a power cut at any moment could have left them.

#ifndef CCRASHVFS_H
#define CCRASHVFS_H

#include <stddef.h>
#include <stdint.h>

typedef struct ccrashvfs ccrashvfs;
typedef struct ccrashvfs_replay ccrashvfs_replay;

enum ccrashvfs_operation {
    CCRASHVFS_OPEN = 1,
    CCRASHVFS_READ,
    CCRASHVFS_WRITE,
    CCRASHVFS_TRUNCATE,
    CCRASHVFS_SYNC,
    CCRASHVFS_DELETE,
};

enum ccrashvfs_file {
    CCRASHVFS_ANY_FILE = 0,
    CCRASHVFS_MAIN,
    CCRASHVFS_LOG,
    CCRASHVFS_ROLLBACK_JOURNAL,
    CCRASHVFS_OTHER,
};

// Registers a layer under a name; NULL where SQLite refuses it.
ccrashvfs *ccrashvfs_create(const char *name);

// Takes the layer back. No file may be open through it.
void ccrashvfs_destroy(ccrashvfs *layer);

// How many changes were written down.
size_t ccrashvfs_event_count(const ccrashvfs *layer);

// How many calls of one kind were carried out on one kind of file.
uint64_t ccrashvfs_call_count(const ccrashvfs *layer, int operation, int file);

// Lets calls fail: the first `skip` matching ones pass, the next `times` give `result_code`.
// `error_number` is what sqlite3_system_errno gives then. Replaces the fault that was set.
void ccrashvfs_fail(
    ccrashvfs *layer, int operation, int file, int skip, int times, int result_code, int error_number
);

// Lets so many matching calls pass after each that failed, before the next one fails.
void ccrashvfs_space_failures(ccrashvfs *layer, int calls);

// How many calls failed because of ccrashvfs_fail since it was set.
int ccrashvfs_failures(const ccrashvfs *layer);

// Makes xSync return at once: what a disk does that lies, and what synchronous=OFF does.
void ccrashvfs_skip_syncs(ccrashvfs *layer, int skip);

// Swallows `PRAGMA name=value`, so that the setting stays as it is.
void ccrashvfs_swallow_pragma(ccrashvfs *layer, const char *name);

// Answers `PRAGMA name` without a value with this text.
void ccrashvfs_answer_pragma(ccrashvfs *layer, const char *name, const char *answer);

enum ccrashvfs_ignore {
    CCRASHVFS_IGNORE_NOTHING = 0,
    CCRASHVFS_IGNORE_LOG_SYNCS = 1,
    CCRASHVFS_IGNORE_ALL_SYNCS = 2,
};

// Starts a replay at the first change. The layer must outlive it.
ccrashvfs_replay *ccrashvfs_replay_create(const ccrashvfs *layer, int ignore);
void ccrashvfs_replay_destroy(ccrashvfs_replay *replay);

// Goes forward to just after `event_count` changes.
void ccrashvfs_replay_advance(ccrashvfs_replay *replay, size_t event_count);

// Writes the files a power cut now could leave into a folder; the seed chooses which. 0 if written.
int ccrashvfs_replay_write(ccrashvfs_replay *replay, uint64_t seed, const char *folder);

#endif
