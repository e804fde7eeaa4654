#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A file of ours; the system's own file object lies directly behind it.
typedef struct crash_file {
    sqlite3_file base;
    ccrashvfs *layer;
    int inode;
    int file;
    int sync_folder;
} crash_file;

#define SYSTEM_FILE(file) ((sqlite3_file *)((crash_file *)(file) + 1))
#define LAYER(vfs) ((ccrashvfs *)(vfs)->pAppData)

// Counts a call and says whether it must fail.
static int fails(ccrashvfs *layer, int operation, int file) {
    layer->calls[operation][file]++;
    if (layer->fail_operation != operation) return 0;
    if (layer->fail_file != CCRASHVFS_ANY_FILE && layer->fail_file != file) return 0;
    if (layer->fail_skip > 0) {
        layer->fail_skip--;
        return 0;
    }
    if (layer->fail_times == 0) return 0;
    layer->fail_times--;
    layer->failures++;
    layer->fail_skip = layer->fail_gap;
    // os_unix.c answers xGetLastError with errno, as the failing call left it.
    errno = layer->fail_errno;
    return layer->fail_code;
}

static int crash_close(sqlite3_file *file) {
    sqlite3_file *system = SYSTEM_FILE(file);
    return system->pMethods ? system->pMethods->xClose(system) : SQLITE_OK;
}

static int crash_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    crash_file *ours = (crash_file *)file;
    int code = fails(ours->layer, CCRASHVFS_READ, ours->file);
    if (code) return code;
    return SYSTEM_FILE(file)->pMethods->xRead(SYSTEM_FILE(file), bytes, count, offset);
}

static int crash_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    crash_file *ours = (crash_file *)file;
    int code = fails(ours->layer, CCRASHVFS_WRITE, ours->file);
    if (code) return code;
    code = SYSTEM_FILE(file)->pMethods->xWrite(SYSTEM_FILE(file), bytes, count, offset);
    if (code == SQLITE_OK && ours->inode >= 0) {
        ccrashvfs_record(ours->layer, EVENT_WRITE, ours->inode, offset, bytes, (size_t)count);
    }
    return code;
}

static int crash_truncate(sqlite3_file *file, sqlite3_int64 size) {
    crash_file *ours = (crash_file *)file;
    int code = fails(ours->layer, CCRASHVFS_TRUNCATE, ours->file);
    if (code) return code;
    code = SYSTEM_FILE(file)->pMethods->xTruncate(SYSTEM_FILE(file), size);
    if (code == SQLITE_OK && ours->inode >= 0) {
        ccrashvfs_record(ours->layer, EVENT_TRUNCATE, ours->inode, size, NULL, 0);
    }
    return code;
}

static int crash_sync(sqlite3_file *file, int flags) {
    crash_file *ours = (crash_file *)file;
    if (ours->layer->skip_syncs) return SQLITE_OK;
    int code = fails(ours->layer, CCRASHVFS_SYNC, ours->file);
    if (!code) code = SYSTEM_FILE(file)->pMethods->xSync(SYSTEM_FILE(file), flags);
    if (ours->inode < 0) return code;
    ccrashvfs_record(
        ours->layer, code == SQLITE_OK ? EVENT_SYNC : EVENT_SYNC_FAILED, ours->inode, 0, NULL, 0
    );
    if (code == SQLITE_OK && ours->sync_folder) {
        // os_unix.c brings the folder to the disk with the first sync of a journal or log it made.
        ccrashvfs_record(ours->layer, EVENT_SYNC_FOLDER, ours->inode, 0, NULL, 0);
        ours->sync_folder = 0;
    }
    return code;
}

static int crash_size(sqlite3_file *file, sqlite3_int64 *size) {
    return SYSTEM_FILE(file)->pMethods->xFileSize(SYSTEM_FILE(file), size);
}

static int crash_lock(sqlite3_file *file, int level) {
    return SYSTEM_FILE(file)->pMethods->xLock(SYSTEM_FILE(file), level);
}

static int crash_unlock(sqlite3_file *file, int level) {
    return SYSTEM_FILE(file)->pMethods->xUnlock(SYSTEM_FILE(file), level);
}

static int crash_reserved(sqlite3_file *file, int *held) {
    return SYSTEM_FILE(file)->pMethods->xCheckReservedLock(SYSTEM_FILE(file), held);
}

static int crash_control(sqlite3_file *file, int operation, void *argument) {
    ccrashvfs *layer = ((crash_file *)file)->layer;
    if (operation == SQLITE_FCNTL_PRAGMA) {
        char **words = argument;
        for (int index = 0; index < layer->pragma_count; index++) {
            pragma_rule *rule = &layer->pragmas[index];
            if (sqlite3_stricmp(rule->name, words[1])) continue;
            if (words[2] && rule->swallow) return SQLITE_OK;
            if (!words[2] && rule->answered) {
                words[0] = sqlite3_mprintf("%s", rule->answer);
                return SQLITE_OK;
            }
        }
    }
    return SYSTEM_FILE(file)->pMethods->xFileControl(SYSTEM_FILE(file), operation, argument);
}

static int crash_sector(sqlite3_file *file) {
    return SYSTEM_FILE(file)->pMethods->xSectorSize(SYSTEM_FILE(file));
}

static int crash_characteristics(sqlite3_file *file) {
    return SYSTEM_FILE(file)->pMethods->xDeviceCharacteristics(SYSTEM_FILE(file));
}

static int crash_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **at) {
    return SYSTEM_FILE(file)->pMethods->xShmMap(SYSTEM_FILE(file), region, size, extend, at);
}

static int crash_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return SYSTEM_FILE(file)->pMethods->xShmLock(SYSTEM_FILE(file), offset, count, flags);
}

static void crash_shm_barrier(sqlite3_file *file) {
    SYSTEM_FILE(file)->pMethods->xShmBarrier(SYSTEM_FILE(file));
}

static int crash_shm_unmap(sqlite3_file *file, int delete_it) {
    return SYSTEM_FILE(file)->pMethods->xShmUnmap(SYSTEM_FILE(file), delete_it);
}

// Version 2: without xFetch, so that no read goes around this layer.
static const sqlite3_io_methods crash_methods = {
    .iVersion = 2,
    .xClose = crash_close,
    .xRead = crash_read,
    .xWrite = crash_write,
    .xTruncate = crash_truncate,
    .xSync = crash_sync,
    .xFileSize = crash_size,
    .xLock = crash_lock,
    .xUnlock = crash_unlock,
    .xCheckReservedLock = crash_reserved,
    .xFileControl = crash_control,
    .xSectorSize = crash_sector,
    .xDeviceCharacteristics = crash_characteristics,
    .xShmMap = crash_shm_map,
    .xShmLock = crash_shm_lock,
    .xShmBarrier = crash_shm_barrier,
    .xShmUnmap = crash_shm_unmap,
};

static int file_of_flags(int flags) {
    if (flags & SQLITE_OPEN_MAIN_DB) return CCRASHVFS_MAIN;
    if (flags & SQLITE_OPEN_WAL) return CCRASHVFS_LOG;
    if (flags & SQLITE_OPEN_MAIN_JOURNAL) return CCRASHVFS_ROLLBACK_JOURNAL;
    return CCRASHVFS_OTHER;
}

static int crash_open(
    sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags
) {
    ccrashvfs *layer = LAYER(vfs);
    crash_file *ours = (crash_file *)file;
    memset(ours, 0, sizeof *ours);
    int kind = file_of_flags(flags);
    int code = fails(layer, CCRASHVFS_OPEN, kind);
    if (code) return code;
    int existed = 0;
    if (path) layer->system->xAccess(layer->system, path, SQLITE_ACCESS_EXISTS, &existed);
    code = layer->system->xOpen(layer->system, path, SYSTEM_FILE(file), flags, out_flags);
    if (code != SQLITE_OK) return code;
    ours->base.pMethods = &crash_methods;
    ours->layer = layer;
    ours->file = kind;
    // A file without a name never outlives a power cut.
    ours->inode = path ? ccrashvfs_inode(layer, path, kind, existed) : -1;
    ours->sync_folder = (flags & SQLITE_OPEN_CREATE)
        && (kind == CCRASHVFS_LOG || kind == CCRASHVFS_ROLLBACK_JOURNAL);
    return SQLITE_OK;
}

static int crash_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
    ccrashvfs *layer = LAYER(vfs);
    int code = fails(layer, CCRASHVFS_DELETE, CCRASHVFS_OTHER);
    if (code) return code;
    code = layer->system->xDelete(layer->system, path, sync_folder);
    if (code != SQLITE_OK) return code;
    ccrashvfs_unlink(layer, path);
    if (sync_folder) ccrashvfs_record(layer, EVENT_SYNC_FOLDER, 0, 0, NULL, 0);
    return SQLITE_OK;
}

static int crash_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    return LAYER(vfs)->system->xAccess(LAYER(vfs)->system, path, flags, result);
}

static int crash_full_path(sqlite3_vfs *vfs, const char *path, int count, char *result) {
    return LAYER(vfs)->system->xFullPathname(LAYER(vfs)->system, path, count, result);
}

static int crash_randomness(sqlite3_vfs *vfs, int count, char *bytes) {
    return LAYER(vfs)->system->xRandomness(LAYER(vfs)->system, count, bytes);
}

static int crash_sleep(sqlite3_vfs *vfs, int microseconds) {
    return LAYER(vfs)->system->xSleep(LAYER(vfs)->system, microseconds);
}

static int crash_time(sqlite3_vfs *vfs, double *now) {
    return LAYER(vfs)->system->xCurrentTime(LAYER(vfs)->system, now);
}

static int crash_last_error(sqlite3_vfs *vfs, int count, char *text) {
    return LAYER(vfs)->system->xGetLastError(LAYER(vfs)->system, count, text);
}

ccrashvfs *ccrashvfs_create(const char *name) {
    ccrashvfs *layer = calloc(1, sizeof *layer);
    if (!layer) return NULL;
    layer->system = sqlite3_vfs_find("unix");
    snprintf(layer->name, sizeof layer->name, "%s", name);
    layer->vfs.iVersion = 1;
    layer->vfs.szOsFile = (int)sizeof(crash_file) + layer->system->szOsFile;
    layer->vfs.mxPathname = layer->system->mxPathname;
    layer->vfs.zName = layer->name;
    layer->vfs.pAppData = layer;
    layer->vfs.xOpen = crash_open;
    layer->vfs.xDelete = crash_delete;
    layer->vfs.xAccess = crash_access;
    layer->vfs.xFullPathname = crash_full_path;
    layer->vfs.xRandomness = crash_randomness;
    layer->vfs.xSleep = crash_sleep;
    layer->vfs.xCurrentTime = crash_time;
    layer->vfs.xGetLastError = crash_last_error;
    if (sqlite3_vfs_register(&layer->vfs, 0) != SQLITE_OK) {
        free(layer);
        return NULL;
    }
    return layer;
}

void ccrashvfs_destroy(ccrashvfs *layer) {
    sqlite3_vfs_unregister(&layer->vfs);
    ccrashvfs_free_recording(layer);
    free(layer);
}
