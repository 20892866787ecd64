#include <zip.h>

/* glibc declares it for GNU programs alone: memfd_create(2). */
extern int memfd_create(const char *name, unsigned int flags);
