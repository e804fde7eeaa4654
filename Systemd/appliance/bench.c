/* The bench inside the appliance under test: the hands that press, and the ear at the relay. It is
   the other end of a line to the test outside and takes one order a line:

     up                    says the time since the start of the kernel, in milliseconds
     pull LINE 0|1         pulls a simulated line low or high, as a contact or a switch would
     value LINE            the level of a simulated line
     key ROW COLUMN MS     holds a key down: joins its column to its row while the row is driven low;
                           says how many microseconds a turn of the rows took, or -1 where there were
                           not enough of them to see the key go down and up again
     desk ROW COLUMN MS    the same at the keypad of the desk
     press MS              presses the panic button, and lets go after so many milliseconds
     relay MS              presses the panic button and waits so long for the relay to close, then
                           lets go: says the microseconds, or -1; and for how long at most the whole
                           machine stood still meanwhile
     lamp LINE             the levels of a line for a second, a hundred of them
     lines                 opens the lines again, after the chip was made anew
     sh COMMAND            runs a command of the shell

   Each answer is a line with the exit code and the number of bytes that follow it.

   Lines: 0 to 3 rows, 4 to 6 columns, 8 and 9 panic contacts (closed, open), 10 relay, 24 to 27 rows
   and 28 to 30 columns of the desk. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define CHIP "/sys/devices/platform/gpio-sim.0"
enum { LINES = 32, TURNS = 12, KIOSK = 0, CLOSED = 8, OPEN = 9, RELAY = 10, DESK = 24 };

static int pulls[LINES];
static int values[LINES];
static FILE *line;

static long long now_microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static void pause_microseconds(long microseconds) {
    struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
    while (nanosleep(&time, &time) != 0 && errno == EINTR)
        ;
}

/* A descriptor into the folder of the simulated chip, whatever its number is. */
static int open_attribute(int number, const char *name, int flags) {
    char path[160];
    for (int chip = 0; chip < 8; chip++) {
        snprintf(path, sizeof path, CHIP "/gpiochip%d/sim_gpio%d/%s", chip, number, name);
        int descriptor = open(path, flags | O_CLOEXEC);
        if (descriptor >= 0)
            return descriptor;
    }
    return -1;
}

static void open_lines(void) {
    for (int number = 0; number < LINES; number++) {
        if (pulls[number] > 0)
            close(pulls[number]);
        if (values[number] > 0)
            close(values[number]);
        pulls[number] = open_attribute(number, "pull", O_WRONLY);
        values[number] = open_attribute(number, "value", O_RDONLY);
    }
}

static int pull(int number, int is_high) {
    const char *word = is_high ? "pull-up" : "pull-down";
    return pwrite(pulls[number], word, strlen(word), 0) > 0 ? 0 : 1;
}

static int value(int number) {
    char digit = '?';
    if (pread(values[number], &digit, 1, 0) != 1)
        return -1;
    return digit == '1';
}

/* Before everything else on this processor, as current is before every program. */
static void hurry(int is_hurried) {
    struct sched_param parameter = {.sched_priority = is_hurried ? 50 : 0};
    sched_setscheduler(0, is_hurried ? SCHED_FIFO : SCHED_OTHER, &parameter);
}

static void answer(int code, const char *text, size_t length) {
    fprintf(line, "%d %zu\n", code, length);
    fwrite(text, 1, length, line);
    fflush(line);
}

static void answer_number(long long number) {
    char text[32];
    int length = snprintf(text, sizeof text, "%lld", number);
    answer(0, text, (size_t)length);
}

/* Joins a column to its row, or holds it apart, for so long and until the row was driven TURNS times:
   says how often it was.

   A contact conducts at once; here somebody has to see the row first. It looks without a pause, and
   behind whatever has real-time priority, so that it has the processor as soon as the station waits. */
static int follow_row(int row, int column, int is_joined, long milliseconds) {
    long long now = now_microseconds(), end = now + milliseconds * 1000LL;
    int shown = 1, turns = 0;
    while (now < end || (turns < TURNS && now < end + 1000000)) {
        int level = value(row);
        if (level != shown) {
            if (is_joined)
                pull(column, level);
            shown = level;
            turns += !level;
        }
        now = now_microseconds();
    }
    pull(column, 1);
    return turns;
}

/* Of the keypad whose rows begin with the line `keypad`; its columns follow them. The key is up again
   for as long as the station needs to see it. */
static void hold_key(int keypad, int row, int column, long milliseconds) {
    long long begin = now_microseconds();
    int down = follow_row(keypad + row, keypad + 4 + column, 1, milliseconds);
    long long turn = down > 0 ? (now_microseconds() - begin) / down : -1;
    int up = follow_row(keypad + row, keypad + 4 + column, 0, 100);
    answer_number(down >= TURNS && up >= TURNS ? turn : -1);
}

static void press(int is_down) {
    pull(CLOSED, is_down);
    pull(OPEN, !is_down);
}

/* Nothing in the machine goes before this; where it stands still, the machine does. */
static long long press_to_relay(long milliseconds, long long *standstill) {
    hurry(1);
    long long begin = now_microseconds(), result = -1, last = begin, now = begin;
    *standstill = 0;
    press(1);
    while (result < 0 && now < begin + milliseconds * 1000LL) {
        if (value(RELAY) == 1)
            result = now_microseconds() - begin;
        else
            pause_microseconds(200);
        now = now_microseconds();
        if (now - last > *standstill)
            *standstill = now - last;
        last = now;
    }
    press(0);
    hurry(0);
    return result;
}

static void answer_press(long milliseconds) {
    char text[64];
    long long standstill, result = press_to_relay(milliseconds, &standstill);
    int length = snprintf(text, sizeof text, "%lld %lld", result, standstill);
    answer(0, text, (size_t)length);
}

/* By the clock, not by the count of the naps: each may last longer than it should. */
static void watch_lamp(int number) {
    char levels[100];
    size_t seen = 0;
    long long begin = now_microseconds();
    while (seen < sizeof levels) {
        char level = value(number) == 1 ? '1' : '0';
        size_t now = (size_t)((now_microseconds() - begin) / 10000);
        while (seen <= now && seen < sizeof levels)
            levels[seen++] = level;
        pause_microseconds(5000);
    }
    answer(0, levels, sizeof levels);
}

static void run(const char *command) {
    size_t length = 0, room = 1 << 20;
    char *text = malloc(room);
    FILE *output = popen(command, "r");
    if (!text || !output) {
        answer(127, "", 0);
        free(text);
        return;
    }
    while (length < room) {
        size_t count = fread(text + length, 1, room - length, output);
        if (count == 0)
            break;
        length += count;
    }
    int status = pclose(output);
    answer(status < 0 ? 127 : status >> 8 & 255, text, length);
    free(text);
}

static void obey(char *order) {
    int first = 0, second = 0;
    long time = 0;
    if (strncmp(order, "sh ", 3) == 0) {
        run(order + 3);
    } else if (strcmp(order, "up") == 0) {
        answer_number(now_microseconds() / 1000);
    } else if (strcmp(order, "lines") == 0) {
        open_lines();
        answer(0, "", 0);
    } else if (sscanf(order, "pull %d %d", &first, &second) == 2 && first >= 0 && first < LINES) {
        answer(pull(first, second), "", 0);
    } else if (sscanf(order, "value %d", &first) == 1 && first >= 0 && first < LINES) {
        answer_number(value(first));
    } else if (sscanf(order, "lamp %d", &first) == 1 && first >= 0 && first < LINES) {
        watch_lamp(first);
    } else if (sscanf(order, "key %d %d %ld", &first, &second, &time) == 3 && first >= 0
               && first < 4 && second >= 0 && second < 4) {
        hold_key(KIOSK, first, second, time);
    } else if (sscanf(order, "desk %d %d %ld", &first, &second, &time) == 3 && first >= 0
               && first < 4 && second >= 0 && second < 3) {
        hold_key(DESK, first, second, time);
    } else if (sscanf(order, "press %ld", &time) == 1) {
        hurry(1);
        press(1);
        pause_microseconds(time * 1000);
        press(0);
        hurry(0);
        answer(0, "", 0);
    } else if (sscanf(order, "relay %ld", &time) == 1) {
        answer_press(time);
    } else {
        answer(64, "", 0);
    }
}

/* The first answer: when the bench was there; or, where the machine was started with the button
   down, when the relay had closed. */
static void greet(void) {
    char words[1024] = "";
    FILE *file = fopen("/proc/cmdline", "r");
    if (file) {
        if (!fgets(words, sizeof words, file))
            words[0] = 0;
        fclose(file);
    }
    if (strstr(words, "bench.pressed")) {
        long long end = now_microseconds() + 60000000;
        while (value(RELAY) != 1 && now_microseconds() < end)
            pause_microseconds(1000);
    }
    answer_number(now_microseconds() / 1000);
}

int main(int count, char **words) {
    const char *path = count > 1 ? words[1] : "/dev/tty1";
    int descriptor = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return 74;
    struct termios mode;
    if (tcgetattr(descriptor, &mode) == 0) {
        cfmakeraw(&mode);
        tcsetattr(descriptor, TCSANOW, &mode);
    }
    FILE *orders = fdopen(dup(descriptor), "r");
    line = fdopen(descriptor, "w");
    open_lines();
    greet();
    char order[8192];
    while (orders && fgets(order, sizeof order, orders)) {
        order[strcspn(order, "\n")] = 0;
        obey(order);
    }
    return 0;
}
