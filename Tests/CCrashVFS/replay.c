#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What the disk keeps whole: a write is torn only between sectors.
enum { SECTOR = 512 };

typedef struct content {
    unsigned char *bytes;
    size_t length;
    size_t capacity;
} content;

// A file in the replay: what is on the disk for certain, and the changes since its last sync.
typedef struct replayed {
    content durable;
    size_t *pending;
    size_t pending_count;
    size_t pending_capacity;
    int linked_durably;
} replayed;

struct ccrashvfs_replay {
    const ccrashvfs *layer;
    int ignore;
    size_t position;
    replayed *files;
    size_t *folder_pending;
    size_t folder_pending_count;
    size_t folder_pending_capacity;
    content scratch;
};

// SplitMix64: one well-mixed number from a seed and three names.
static uint64_t mix(uint64_t seed, uint64_t first, uint64_t second, uint64_t third) {
    uint64_t value = seed;
    uint64_t inputs[3] = {first, second, third};
    for (int round = 0; round < 3; round++) {
        value += 0x9E3779B97F4A7C15u + inputs[round] * 0xD1B54A32D192ED03u;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
        value ^= value >> 31;
    }
    return value;
}

// Sets the length; what is new reads as zeros or, where `garbage` is not zero, as noise.
static void resize(content *file, size_t length, uint64_t garbage) {
    if (length > file->capacity) {
        file->capacity = length * 2;
        file->bytes = realloc(file->bytes, file->capacity);
        if (!file->bytes) abort();
    }
    for (size_t at = file->length; at < length; at++) {
        file->bytes[at] = garbage ? (unsigned char)mix(garbage, at / 8, 0, 0) : 0;
    }
    file->length = length;
}

static void put(content *file, size_t offset, const unsigned char *bytes, size_t count, uint64_t garbage) {
    if (offset + count > file->length) resize(file, offset + count, garbage);
    memcpy(file->bytes + offset, bytes, count);
}

static void append(size_t **list, size_t *count, size_t *capacity, size_t value) {
    if (*count == *capacity) {
        *capacity = *capacity ? *capacity * 2 : 16;
        *list = realloc(*list, *capacity * sizeof **list);
        if (!*list) abort();
    }
    (*list)[(*count)++] = value;
}

ccrashvfs_replay *ccrashvfs_replay_create(const ccrashvfs *layer, int ignore) {
    ccrashvfs_replay *replay = calloc(1, sizeof *replay);
    if (!replay) abort();
    replay->layer = layer;
    replay->ignore = ignore;
    replay->files = calloc((size_t)layer->inode_count + 1, sizeof *replay->files);
    if (!replay->files) abort();
    return replay;
}

void ccrashvfs_replay_destroy(ccrashvfs_replay *replay) {
    for (int number = 0; number < replay->layer->inode_count; number++) {
        free(replay->files[number].durable.bytes);
        free(replay->files[number].pending);
    }
    free(replay->files);
    free(replay->folder_pending);
    free(replay->scratch.bytes);
    free(replay);
}

static void settle(ccrashvfs_replay *replay, replayed *file) {
    for (size_t index = 0; index < file->pending_count; index++) {
        const event *change = &replay->layer->events[file->pending[index]];
        if (change->kind == EVENT_WRITE) {
            put(&file->durable, (size_t)change->offset, change->bytes, change->length, 0);
        } else {
            resize(&file->durable, (size_t)change->offset, 0);
        }
    }
    file->pending_count = 0;
}

static int ignored(const ccrashvfs_replay *replay, const event *sync) {
    if (replay->ignore == CCRASHVFS_IGNORE_ALL_SYNCS) return 1;
    return replay->ignore == CCRASHVFS_IGNORE_LOG_SYNCS
        && replay->layer->inodes[sync->inode].file == CCRASHVFS_LOG;
}

void ccrashvfs_replay_advance(ccrashvfs_replay *replay, size_t event_count) {
    while (replay->position < event_count && replay->position < replay->layer->event_count) {
        size_t number = replay->position++;
        const event *change = &replay->layer->events[number];
        replayed *file = &replay->files[change->inode];
        switch (change->kind) {
        case EVENT_CREATE:
        case EVENT_DELETE:
            append(
                &replay->folder_pending, &replay->folder_pending_count,
                &replay->folder_pending_capacity, number
            );
            break;
        case EVENT_WRITE:
        case EVENT_TRUNCATE:
            append(&file->pending, &file->pending_count, &file->pending_capacity, number);
            break;
        case EVENT_SYNC:
            if (!ignored(replay, change)) settle(replay, file);
            break;
        case EVENT_SYNC_FAILED:
            // The kernel marks the pages clean that it could not write: no later sync brings them.
            file->pending_count = 0;
            break;
        case EVENT_SYNC_FOLDER:
            if (replay->ignore == CCRASHVFS_IGNORE_ALL_SYNCS) break;
            for (size_t index = 0; index < replay->folder_pending_count; index++) {
                const event *entry = &replay->layer->events[replay->folder_pending[index]];
                replay->files[entry->inode].linked_durably = entry->kind == EVENT_CREATE;
            }
            replay->folder_pending_count = 0;
            break;
        }
    }
}

// How a power cut treats what was not synced.
enum fate { ALL_LOST, ALL_KEPT, WHOLE_WRITES, SECTORS };

static void put_sectors(
    content *file, const event *change, size_t ordinal, size_t count, uint64_t seed, uint64_t garbage
) {
    size_t done = 0;
    while (done < change->length) {
        size_t at = (size_t)change->offset + done;
        size_t piece = SECTOR - at % SECTOR;
        if (piece > change->length - done) piece = change->length - done;
        // A sector reaches the disk as it was at one moment: all its changes up to there, or none.
        uint64_t choice = mix(seed, (uint64_t)change->inode, at / SECTOR, 7);
        size_t kept = choice % 5 < 2 ? 0 : choice % 5 < 4 ? count : (choice >> 8) % (count + 1);
        if (ordinal < kept) put(file, at, change->bytes + done, piece, garbage);
        done += piece;
    }
}

static void build(ccrashvfs_replay *replay, int number, uint64_t seed) {
    replayed *file = &replay->files[number];
    content *image = &replay->scratch;
    image->length = 0;
    if (file->durable.length) put(image, 0, file->durable.bytes, file->durable.length, 0);
    enum fate fate = (enum fate)(mix(seed, 1, 0, 0) % 8 < 2 ? mix(seed, 2, 0, 0) % 2
        : mix(seed, 1, 0, 0) % 8 < 4 ? WHOLE_WRITES : SECTORS);
    uint64_t garbage = mix(seed, 3, 0, 0) % 4 == 0 ? seed | 1 : 0;
    for (size_t index = 0; index < file->pending_count && fate != ALL_LOST; index++) {
        const event *change = &replay->layer->events[file->pending[index]];
        int keep = fate == ALL_KEPT || mix(seed, (uint64_t)number, index, 5) % 2;
        if (change->kind == EVENT_TRUNCATE) {
            if (keep) resize(image, (size_t)change->offset, garbage);
        } else if (fate == SECTORS) {
            put_sectors(image, change, index, file->pending_count, seed, garbage);
        } else if (keep) {
            put(image, (size_t)change->offset, change->bytes, change->length, garbage);
        }
    }
}

static int write_file(const content *image, const char *folder, const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return errno;
    size_t done = 0;
    while (done < image->length) {
        ssize_t count = write(descriptor, image->bytes + done, image->length - done);
        if (count < 0) {
            int number = errno;
            close(descriptor);
            return number;
        }
        done += (size_t)count;
    }
    close(descriptor);
    return 0;
}

int ccrashvfs_replay_write(ccrashvfs_replay *replay, uint64_t seed, const char *folder) {
    int count = replay->layer->inode_count;
    int *linked = calloc((size_t)count + 1, sizeof *linked);
    if (!linked) abort();
    for (int number = 0; number < count; number++) linked[number] = replay->files[number].linked_durably;
    for (size_t index = 0; index < replay->folder_pending_count; index++) {
        const event *entry = &replay->layer->events[replay->folder_pending[index]];
        if (mix(seed, index, 0, 9) % 2) linked[entry->inode] = entry->kind == EVENT_CREATE;
    }
    int failure = 0;
    for (int number = 0; number < count && !failure; number++) {
        if (!linked[number]) continue;
        build(replay, number, seed);
        failure = write_file(&replay->scratch, folder, replay->layer->inodes[number].name);
    }
    free(linked);
    return failure;
}
