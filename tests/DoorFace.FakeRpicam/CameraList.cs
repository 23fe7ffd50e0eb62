namespace DoorFace.FakeRpicam;

/// <summary>What --list-cameras prints.</summary>
internal static class CameraList
{
    public static void Print(int cameras)
    {
        Console.WriteLine(cameras == 0 ? "No cameras available!" : "Available cameras\n-----------------");
        for (var i = 0; i < cameras; i++)
        {
            Console.WriteLine($"{i} : imx708 [4608x2592 10-bit RGGB] (/base/soc/i2c0mux/i2c@{i}/imx708@1a)");
            Console.WriteLine("    Modes: 'SRGGB10_CSI2P' : 1536x864 [120.13 fps - (768, 432)/3072x1728 crop]");
            Console.WriteLine("                             2304x1296 [56.03 fps - (0, 0)/4608x2592 crop]");
            Console.WriteLine("           'SRGGB8' : 4608x2592 [14.35 fps - (0, 0)/4608x2592 crop]");
            Console.WriteLine();
        }
    }
}
