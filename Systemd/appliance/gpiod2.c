/* Tries the shim of libgpiod 2 on the simulated chip of the appliance under test, line by line as the
   station does. Says what failed and ends with 1, or says "done".

     gpiod2 FOLDER      FOLDER is the chip's of gpio-sim: FOLDER/sim_gpioN/pull, FOLDER/sim_gpioN/value
*/
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "shim.h"

static const char *folder;
static int failures;

static void check(bool is_well, const char *words) {
    if (!is_well) {
        printf("NO %s (errno %d)\n", words, errno);
        failures++;
    }
}

static void pull(int line, const char *word) {
    char path[256];
    snprintf(path, sizeof path, "%s/sim_gpio%d/pull", folder, line);
    int file = open(path, O_WRONLY);
    check(file >= 0 && write(file, word, strlen(word)) > 0, "the pull is set");
    close(file);
}

static int value(int line) {
    char path[256], digit = '?';
    snprintf(path, sizeof path, "%s/sim_gpio%d/value", folder, line);
    int file = open(path, O_RDONLY);
    check(file >= 0 && read(file, &digit, 1) == 1, "the value is read");
    close(file);
    return digit == '1';
}

/* The chip with this label, as KernelLine looks for it. */
static struct gpiod_chip *chip_with(const char *label) {
    char path[32];
    for (int number = 0; number < 64; number++) {
        snprintf(path, sizeof path, "/dev/gpiochip%d", number);
        struct gpiod_chip *chip = gpiod_chip_open(path);
        if (chip && cgpiod_has_label(chip, label))
            return chip;
        if (chip)
            gpiod_chip_close(chip);
    }
    return NULL;
}

static void try_edges(struct gpiod_chip *chip) {
    cgpiod_edge edges[CGPIOD_EDGES_AT_ONCE];
    cgpiod_line *line = cgpiod_request(chip, 0, "try", CGPIOD_EDGES, true, false);
    check(line != NULL, "a line with edges is given");
    if (!line)
        return;
    check(cgpiod_get(line, 0) == 1, "the pull-up holds it high");
    pull(0, "pull-down");
    pull(0, "pull-up");
    pull(0, "pull-down");
    struct pollfd request = {.fd = cgpiod_descriptor(line), .events = POLLIN};
    check(poll(&request, 1, 1000) == 1, "its descriptor wakes");
    int count = cgpiod_read_edges(line, edges);
    check(count == 3, "three edges are read");
    for (int index = 0; index < count; index++) {
        check(edges[index].sequence == (uint32_t)index + 1, "they are numbered");
        check(edges[index].is_rising == (index == 1), "they have their direction");
        check(index == 0 || edges[index].nanoseconds >= edges[index - 1].nanoseconds,
              "they are in order");
    }
    check(cgpiod_get(line, 0) == 0, "it is low at the end");
    check(cgpiod_request(chip, 0, "again", CGPIOD_INPUT, false, false) == NULL && errno == EBUSY,
          "a line is given once");
    cgpiod_release(line);
}

static void try_output(struct gpiod_chip *chip) {
    cgpiod_line *line = cgpiod_request(chip, 1, "try", CGPIOD_OUTPUT, false, false);
    check(line != NULL, "an output is given");
    if (!line)
        return;
    check(value(1) == 0, "it begins low");
    check(cgpiod_set(line, 1, true) == 0 && value(1) == 1, "it goes high");
    check(cgpiod_set(line, 1, false) == 0 && value(1) == 0, "and low");
    cgpiod_release(line);
}

static void try_row(struct gpiod_chip *chip) {
    cgpiod_line *line = cgpiod_request(chip, 2, "try", CGPIOD_ROW, true, false);
    check(line != NULL, "a row is given");
    if (!line)
        return;
    check(cgpiod_set_row(line, 2, true, true) == 0 && value(2) == 0, "it is driven low");
    check(cgpiod_set_row(line, 2, true, false) == 0 && value(2) == 1, "and let go");
    cgpiod_release(line);
}

int main(int count, char **words) {
    if (count != 2 || cgpiod_major() != 2)
        return 64;
    folder = words[1];
    struct gpiod_chip *chip = chip_with("other");
    check(chip != NULL, "the chip is found by its label");
    check(chip_with("nothing") == NULL, "no chip has another label");
    if (chip) {
        check(cgpiod_request(chip, 99, "try", CGPIOD_INPUT, false, false) == NULL,
              "a line that is not there is refused");
        try_edges(chip);
        try_output(chip);
        try_row(chip);
        gpiod_chip_close(chip);
    }
    printf(failures ? "failed\n" : "done\n");
    return failures != 0;
}
