#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *last_component(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void ccrashvfs_record(
    ccrashvfs *layer, enum event_kind kind, int inode, int64_t offset, const void *bytes,
    size_t length
) {
    if (layer->event_count == layer->event_capacity) {
        layer->event_capacity = layer->event_capacity ? layer->event_capacity * 2 : 1024;
        layer->events = realloc(layer->events, layer->event_capacity * sizeof(event));
        if (!layer->events) abort();
    }
    event *next = &layer->events[layer->event_count++];
    next->kind = kind;
    next->inode = inode;
    next->offset = offset;
    next->length = length;
    next->bytes = NULL;
    if (bytes && length) {
        next->bytes = malloc(length);
        if (!next->bytes) abort();
        memcpy(next->bytes, bytes, length);
    }
}

// The contents a file had before the layer saw it count as on the disk.
static void record_contents(ccrashvfs *layer, const char *path, int number) {
    FILE *stream = fopen(path, "rb");
    if (!stream) return;
    unsigned char block[65536];
    int64_t offset = 0;
    size_t count;
    while ((count = fread(block, 1, sizeof block, stream)) > 0) {
        ccrashvfs_record(layer, EVENT_WRITE, number, offset, block, count);
        offset += (int64_t)count;
    }
    fclose(stream);
    if (offset > 0) {
        ccrashvfs_record(layer, EVENT_SYNC, number, 0, NULL, 0);
        ccrashvfs_record(layer, EVENT_SYNC_FOLDER, number, 0, NULL, 0);
    }
}

int ccrashvfs_inode(ccrashvfs *layer, const char *path, int file, int existed) {
    const char *name = last_component(path);
    for (int number = 0; existed && number < layer->inode_count; number++) {
        if (layer->inodes[number].linked && !strcmp(layer->inodes[number].name, name)) return number;
    }
    layer->inodes = realloc(layer->inodes, sizeof(inode) * (size_t)(layer->inode_count + 1));
    if (!layer->inodes) abort();
    inode *made = &layer->inodes[layer->inode_count];
    snprintf(made->name, sizeof made->name, "%s", name);
    made->file = file;
    made->linked = 1;
    int number = layer->inode_count++;
    ccrashvfs_record(layer, EVENT_CREATE, number, 0, NULL, 0);
    if (existed) record_contents(layer, path, number);
    return number;
}

void ccrashvfs_unlink(ccrashvfs *layer, const char *path) {
    const char *name = last_component(path);
    for (int number = 0; number < layer->inode_count; number++) {
        inode *candidate = &layer->inodes[number];
        if (!candidate->linked || strcmp(candidate->name, name)) continue;
        candidate->linked = 0;
        ccrashvfs_record(layer, EVENT_DELETE, number, 0, NULL, 0);
    }
}

void ccrashvfs_free_recording(ccrashvfs *layer) {
    for (size_t index = 0; index < layer->event_count; index++) free(layer->events[index].bytes);
    free(layer->events);
    free(layer->inodes);
}
