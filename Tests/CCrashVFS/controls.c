#include "internal.h"

#include <stdio.h>
#include <string.h>

size_t ccrashvfs_event_count(const ccrashvfs *layer) { return layer->event_count; }

uint64_t ccrashvfs_call_count(const ccrashvfs *layer, int operation, int file) {
    if (file != CCRASHVFS_ANY_FILE) return layer->calls[operation][file];
    uint64_t sum = 0;
    for (int kind = CCRASHVFS_MAIN; kind <= CCRASHVFS_OTHER; kind++) {
        sum += layer->calls[operation][kind];
    }
    return sum;
}

void ccrashvfs_fail(
    ccrashvfs *layer, int operation, int file, int skip, int times, int result_code, int error_number
) {
    layer->fail_operation = operation;
    layer->fail_file = file;
    layer->fail_skip = skip;
    layer->fail_times = times;
    layer->fail_code = result_code;
    layer->fail_errno = error_number;
    layer->fail_gap = 0;
    layer->failures = 0;
}

void ccrashvfs_space_failures(ccrashvfs *layer, int calls) { layer->fail_gap = calls; }

int ccrashvfs_failures(const ccrashvfs *layer) { return layer->failures; }

void ccrashvfs_skip_syncs(ccrashvfs *layer, int skip) { layer->skip_syncs = skip; }

static pragma_rule *rule_for(ccrashvfs *layer, const char *name) {
    for (int index = 0; index < layer->pragma_count; index++) {
        if (!strcmp(layer->pragmas[index].name, name)) return &layer->pragmas[index];
    }
    pragma_rule *rule = &layer->pragmas[layer->pragma_count++];
    snprintf(rule->name, sizeof rule->name, "%s", name);
    return rule;
}

void ccrashvfs_swallow_pragma(ccrashvfs *layer, const char *name) {
    rule_for(layer, name)->swallow = 1;
}

void ccrashvfs_answer_pragma(ccrashvfs *layer, const char *name, const char *answer) {
    pragma_rule *rule = rule_for(layer, name);
    rule->answered = 1;
    snprintf(rule->answer, sizeof rule->answer, "%s", answer);
}
