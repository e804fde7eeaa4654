/*
 * A PCM without a card that takes samples at the pace of a real one, and under-runs like a real one.
 *
 * Its position follows the clock. Where it passes the last sample that was written, alsa-lib puts
 * the PCM into the state XRUN and the next write returns -EPIPE.
 *
 * Source: alsa-lib 1.2.8, include/pcm_ioplug.h; timerfd_create(2).
 */
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

struct paced_card {
    snd_pcm_ioplug_t io;
    struct timespec start;
    int is_running;
};

static snd_pcm_uframes_t elapsed_frames(struct paced_card *card)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long nanoseconds = (now.tv_sec - card->start.tv_sec) * 1000000000LL
        + (now.tv_nsec - card->start.tv_nsec);
    return (snd_pcm_uframes_t)(nanoseconds * card->io.rate / 1000000000LL);
}

static int paced_start(snd_pcm_ioplug_t *io)
{
    struct paced_card *card = io->private_data;
    clock_gettime(CLOCK_MONOTONIC, &card->start);
    card->is_running = 1;
    return 0;
}

static int paced_stop(snd_pcm_ioplug_t *io)
{
    ((struct paced_card *)io->private_data)->is_running = 0;
    return 0;
}

static int paced_prepare(snd_pcm_ioplug_t *io)
{
    return paced_stop(io);
}

static snd_pcm_sframes_t paced_pointer(snd_pcm_ioplug_t *io)
{
    struct paced_card *card = io->private_data;
    if (!card->is_running)
        return 0;
    snd_pcm_uframes_t played = elapsed_frames(card);
    if (played > io->appl_ptr)
        return -EPIPE;
    return played % io->buffer_size;
}

static snd_pcm_sframes_t paced_transfer(snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas,
                                        snd_pcm_uframes_t offset, snd_pcm_uframes_t size)
{
    (void)io, (void)areas, (void)offset;
    return size;
}

static int paced_revents(snd_pcm_ioplug_t *io, struct pollfd *pollfds, unsigned int count,
                         unsigned short *revents)
{
    unsigned long long ticks;
    (void)io;
    *revents = count == 1 && read(pollfds[0].fd, &ticks, sizeof ticks) > 0 ? POLLOUT : 0;
    return 0;
}

static int paced_close(snd_pcm_ioplug_t *io)
{
    close(io->poll_fd);
    free(io->private_data);
    return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .start = paced_start,
    .stop = paced_stop,
    .prepare = paced_prepare,
    .pointer = paced_pointer,
    .transfer = paced_transfer,
    .poll_revents = paced_revents,
    .close = paced_close,
};

SND_PCM_PLUGIN_DEFINE_FUNC(paced)
{
    static const unsigned int accesses[] = { SND_PCM_ACCESS_RW_INTERLEAVED };
    static const unsigned int formats[] = { SND_PCM_FORMAT_S16_LE };
    const struct itimerspec period = { { 0, 5000000 }, { 0, 5000000 } };
    (void)root, (void)conf;
    struct paced_card *card = calloc(1, sizeof *card);
    if (!card)
        return -ENOMEM;
    card->io.version = SND_PCM_IOPLUG_VERSION;
    card->io.name = "a paced card";
    card->io.callback = &callbacks;
    card->io.private_data = card;
    card->io.poll_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    card->io.poll_events = POLLIN;
    timerfd_settime(card->io.poll_fd, 0, &period, NULL);
    int result = snd_pcm_ioplug_create(&card->io, name, stream, mode);
    if (result < 0)
        return result;
    snd_pcm_ioplug_set_param_list(&card->io, SND_PCM_IOPLUG_HW_ACCESS, 1, accesses);
    snd_pcm_ioplug_set_param_list(&card->io, SND_PCM_IOPLUG_HW_FORMAT, 1, formats);
    snd_pcm_ioplug_set_param_minmax(&card->io, SND_PCM_IOPLUG_HW_CHANNELS, 1, 1);
    snd_pcm_ioplug_set_param_minmax(&card->io, SND_PCM_IOPLUG_HW_RATE, 22050, 22050);
    snd_pcm_ioplug_set_param_minmax(&card->io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 64, 4096);
    snd_pcm_ioplug_set_param_minmax(&card->io, SND_PCM_IOPLUG_HW_BUFFER_BYTES, 256, 65536);
    snd_pcm_ioplug_set_param_minmax(&card->io, SND_PCM_IOPLUG_HW_PERIODS, 2, 1024);
    *pcmp = card->io.pcm;
    return 0;
}

SND_PCM_PLUGIN_SYMBOL(paced);
