/* One network after another, as one writes it by hand. errors is (networks, iterations). */
#include <math.h>

enum { ROWS = 4, INPUTS = 3, H = 4 };

static double sigmoid(double z) { return 1 / (1 + exp(-z)); }

void train(const double X[ROWS][INPUTS], const double y[ROWS], double w_0s[][INPUTS][H],
           double w_1s[][H], long networks, long iterations, double *errors) {
    for (long n = 0; n < networks; n++) {
        double (*w_0)[H] = w_0s[n], *w_1 = w_1s[n];
        for (long i = 0; i < iterations; i++) {
            double w_0_step[INPUTS][H] = {{0}}, w_1_step[H] = {0}, error = 0;
            for (int row = 0; row < ROWS; row++) {
                double layer_1[H], z = 0;
                for (int h = 0; h < H; h++) {
                    double z_h = 0;
                    for (int k = 0; k < INPUTS; k++) z_h += X[row][k] * w_0[k][h];
                    layer_1[h] = sigmoid(z_h);
                    z += layer_1[h] * w_1[h];
                }
                double layer_2 = sigmoid(z), layer_2_error = y[row] - layer_2;
                double layer_2_delta = layer_2_error * layer_2 * (1 - layer_2);
                error += fabs(layer_2_error);
                for (int h = 0; h < H; h++) {
                    double slope = layer_1[h] * (1 - layer_1[h]);
                    double layer_1_delta = layer_2_delta * w_1[h] * slope;
                    w_1_step[h] += layer_1[h] * layer_2_delta;
                    for (int k = 0; k < INPUTS; k++)
                        w_0_step[k][h] += X[row][k] * layer_1_delta;
                }
            }
            for (int h = 0; h < H; h++) {
                w_1[h] += w_1_step[h];
                for (int k = 0; k < INPUTS; k++) w_0[k][h] += w_0_step[k][h];
            }
            errors[n * iterations + i] = error / ROWS;
        }
    }
}
