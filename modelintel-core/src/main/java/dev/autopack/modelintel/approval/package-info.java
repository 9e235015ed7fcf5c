/** What became of recommendations: the decisions of people, and what the changes have brought. */
@NullMarked
package dev.autopack.modelintel.approval;

import org.jspecify.annotations.NullMarked;
