/** PostgreSQL behind the ports of the core: the connection, the migrations and the repositories. */
@NullMarked
package dev.autopack.modelintel.store;

import org.jspecify.annotations.NullMarked;
