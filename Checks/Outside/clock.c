/* The wall clock of one program, moved by DAY_SHIFT seconds; for LD_PRELOAD, by the checks alone.

   Debian's faketime moves absolute timers of the monotonic clock too (libfaketime 0.9.10, timerfd_settime), so that nothing
   that a server does every second is ever done. Here every other clock and every wait stay as they are. */

#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t shift;

__attribute__((constructor)) static void read_shift(void) {
    const char *text = getenv("DAY_SHIFT");
    if (text) shift = atoll(text);
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    int status = (int)syscall(SYS_clock_gettime, clock, at);
    if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += shift;
    return status;
}

int gettimeofday(struct timeval *at, void *zone) {
    int status = (int)syscall(SYS_gettimeofday, at, zone);
    if (status == 0) at->tv_sec += shift;
    return status;
}

time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
