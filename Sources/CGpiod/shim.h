#ifndef CGPIOD_SHIM_H
#define CGPIOD_SHIM_H

#include <errno.h>
#include <gpiod.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* libgpiod changed its whole interface between 1.6 (Debian 12) and 2 (Debian 13). Here both look
   alike: one request a line, as much as the door needs. The first tells itself by this macro. */
#ifdef GPIOD_LINE_BULK_MAX_LINES
#define CGPIOD_MAJOR 1
typedef struct gpiod_line cgpiod_line;
#else
#define CGPIOD_MAJOR 2
typedef struct gpiod_line_request cgpiod_line;
#endif

/* Which of the two this was compiled for. */
static inline int cgpiod_major(void) {
    return CGPIOD_MAJOR;
}

/* What a line is asked for: its level, its level and edges, that it is driven, or that it is now
   driven low and now let go. */
enum { CGPIOD_INPUT = 0, CGPIOD_EDGES = 1, CGPIOD_OUTPUT = 2, CGPIOD_ROW = 3 };

/* An edge: when, by the monotonic clock (since Linux 5.7), and the how-manieth of its line. */
typedef struct {
    uint64_t nanoseconds;
    uint32_t sequence; /* zero where the library does not tell */
    bool is_rising;
} cgpiod_edge;

/* How many edges are read at once; the kernel keeps 16 a line for libgpiod 1.6. */
enum { CGPIOD_EDGES_AT_ONCE = 16 };

static inline bool cgpiod_has_label(struct gpiod_chip *chip, const char *label) {
#if CGPIOD_MAJOR == 1
    const char *found = gpiod_chip_label(chip);
    return found && strcmp(found, label) == 0;
#else
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    if (!info)
        return false;
    bool is_same = strcmp(gpiod_chip_info_get_label(info), label) == 0;
    gpiod_chip_info_free(info);
    return is_same;
#endif
}

#if CGPIOD_MAJOR == 2
static inline int cgpiod_fill_settings(struct gpiod_line_settings *settings, int kind,
                                       bool pulls_up, bool is_high) {
    if (kind == CGPIOD_OUTPUT)
        return gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT)
            || gpiod_line_settings_set_output_value(
                settings, is_high ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
    return gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT)
        || (pulls_up && gpiod_line_settings_set_bias(settings, GPIOD_LINE_BIAS_PULL_UP))
        || (kind == CGPIOD_EDGES
            && gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH));
}
#endif

/* Asks for a line of `chip`; NULL and errno where it cannot be had. The chip must stay open. */
static inline cgpiod_line *cgpiod_request(struct gpiod_chip *chip, unsigned int offset,
                                          const char *consumer, int kind, bool pulls_up,
                                          bool is_high) {
#if CGPIOD_MAJOR == 1
    struct gpiod_line *line = gpiod_chip_get_line(chip, offset);
    if (!line)
        return NULL;
    struct gpiod_line_request_config config = {
        .consumer = consumer,
        .request_type = kind == CGPIOD_OUTPUT ? GPIOD_LINE_REQUEST_DIRECTION_OUTPUT
            : kind == CGPIOD_EDGES            ? GPIOD_LINE_REQUEST_EVENT_BOTH_EDGES
                                              : GPIOD_LINE_REQUEST_DIRECTION_INPUT,
        .flags = kind != CGPIOD_OUTPUT && pulls_up ? GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP : 0,
    };
    return gpiod_line_request(line, &config, is_high) == 0 ? line : NULL;
#else
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    struct gpiod_line_config *lines = gpiod_line_config_new();
    struct gpiod_request_config *request = gpiod_request_config_new();
    struct gpiod_line_request *line = NULL;
    if (settings && lines && request
        && cgpiod_fill_settings(settings, kind, pulls_up, is_high) == 0
        && gpiod_line_config_add_line_settings(lines, &offset, 1, settings) == 0) {
        gpiod_request_config_set_consumer(request, consumer);
        line = gpiod_chip_request_lines(chip, request, lines);
    }
    int error = errno;
    gpiod_request_config_free(request);
    gpiod_line_config_free(lines);
    gpiod_line_settings_free(settings);
    errno = error;
    return line;
#endif
}

static inline void cgpiod_release(cgpiod_line *line) {
#if CGPIOD_MAJOR == 1
    gpiod_line_release(line);
#else
    gpiod_line_request_release(line);
#endif
}

/* 1 high, 0 low, -1 and errno. */
static inline int cgpiod_get(cgpiod_line *line, unsigned int offset) {
#if CGPIOD_MAJOR == 1
    (void)offset;
    return gpiod_line_get_value(line);
#else
    return gpiod_line_request_get_value(line, offset);
#endif
}

/* 0, or -1 and errno. */
static inline int cgpiod_set(cgpiod_line *line, unsigned int offset, bool is_high) {
#if CGPIOD_MAJOR == 1
    (void)offset;
    return gpiod_line_set_value(line, is_high);
#else
    return gpiod_line_request_set_value(
        line, offset, is_high ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
#endif
}

/* Drives a row of keys low, or lets go of it: then it is an input, for a key may join it to a row
   that is driven. 0, or -1 and errno. */
static inline int cgpiod_set_row(cgpiod_line *line, unsigned int offset, bool pulls_up,
                                 bool is_driven) {
#if CGPIOD_MAJOR == 1
    (void)offset;
    if (is_driven)
        return gpiod_line_set_config(line, GPIOD_LINE_REQUEST_DIRECTION_OUTPUT, 0, 0);
    return gpiod_line_set_config(line, GPIOD_LINE_REQUEST_DIRECTION_INPUT,
                                 pulls_up ? GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP : 0, 0);
#else
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    struct gpiod_line_config *lines = gpiod_line_config_new();
    int result = -1;
    if (settings && lines
        && cgpiod_fill_settings(settings, is_driven ? CGPIOD_OUTPUT : CGPIOD_INPUT, pulls_up, false)
            == 0
        && gpiod_line_config_add_line_settings(lines, &offset, 1, settings) == 0)
        result = gpiod_line_request_reconfigure_lines(line, lines);
    int error = errno;
    gpiod_line_config_free(lines);
    gpiod_line_settings_free(settings);
    errno = error;
    return result;
#endif
}

/* The descriptor at which edges are waited for. */
static inline int cgpiod_descriptor(cgpiod_line *line) {
#if CGPIOD_MAJOR == 1
    return gpiod_line_event_get_fd(line);
#else
    return gpiod_line_request_get_fd(line);
#endif
}

/* Reads at most CGPIOD_EDGES_AT_ONCE edges; waits where there is none. -1 and errno. */
static inline int cgpiod_read_edges(cgpiod_line *line, cgpiod_edge *edges) {
#if CGPIOD_MAJOR == 1
    struct gpiod_line_event events[CGPIOD_EDGES_AT_ONCE];
    int count = gpiod_line_event_read_multiple(line, events, CGPIOD_EDGES_AT_ONCE);
    for (int index = 0; index < count; index++) {
        edges[index].nanoseconds =
            (uint64_t)events[index].ts.tv_sec * 1000000000 + (uint64_t)events[index].ts.tv_nsec;
        edges[index].sequence = 0;
        edges[index].is_rising = events[index].event_type == GPIOD_LINE_EVENT_RISING_EDGE;
    }
    return count;
#else
    struct gpiod_edge_event_buffer *buffer = gpiod_edge_event_buffer_new(CGPIOD_EDGES_AT_ONCE);
    if (!buffer)
        return -1;
    int count = gpiod_line_request_read_edge_events(line, buffer, CGPIOD_EDGES_AT_ONCE);
    int error = errno;
    for (int index = 0; index < count; index++) {
        struct gpiod_edge_event *event =
            gpiod_edge_event_buffer_get_event(buffer, (unsigned long)index);
        edges[index].nanoseconds = gpiod_edge_event_get_timestamp_ns(event);
        edges[index].sequence = (uint32_t)gpiod_edge_event_get_line_seqno(event);
        edges[index].is_rising =
            gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE;
    }
    gpiod_edge_event_buffer_free(buffer);
    errno = error;
    return count;
#endif
}

#endif
