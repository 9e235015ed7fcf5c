package dev.autopack.modelintel.recommend;

/**
 * A question and its answer.
 *
 * @param question what was asked
 * @param recommendations what was answered
 */
public record Answer(Question question, Recommendations recommendations) {

    /** @throws IllegalArgumentException if the answer is to another question */
    public Answer {
        if (!question.useCase().id().equals(recommendations.useCase())
                || !question.currentModel().equals(recommendations.currentModel())) {
            throw new IllegalArgumentException(
                    "Asked was for " + question.useCase().id() + " in place of "
                            + question.currentModel() + ", answered for " + recommendations.useCase() + " in place of "
                            + recommendations.currentModel() + ".");
        }
    }
}
